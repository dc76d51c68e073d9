export { customFieldRecord } from './custom-field.record.js';
export { CustomFieldsModule } from './custom-fields.module.js';
