export { CONTACT_CHANNELS, CONTACT_LIFECYCLES, contactRecord, type Contact } from './contact.record.js';
export { ContactsModule } from './contacts.module.js';
