export { CONTACT_CHANNELS, CONTACT_LIFECYCLES, contactRecord, type Contact } from './contact.record.js';
export { ContactsModule } from './contacts.module.js';
export { contactAccountRecord, contactEmailRecord, contactPhoneRecord, WITH_LISTS, type ContactAccount, type ContactEmail, type ContactPhone } from './reach/index.js';
export { TouchCadences, type CadenceSource } from './touch/touch-cadences.js';
