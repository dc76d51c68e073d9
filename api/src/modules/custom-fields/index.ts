export { customFieldRecord } from './custom-field.record.js';
export { CustomFields } from './custom-fields.service.js';
export { CustomFieldsModule } from './custom-fields.module.js';
