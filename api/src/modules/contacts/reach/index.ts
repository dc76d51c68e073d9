export { contactAccountRecord, type ContactAccount } from './contact-account.record.js';
export { contactEmailRecord, type ContactEmail } from './contact-email.record.js';
export { contactPhoneRecord, type ContactPhone } from './contact-phone.record.js';
export { dropDoubles, fillVacancies, WITH_LISTS } from './contact-slots.js';
