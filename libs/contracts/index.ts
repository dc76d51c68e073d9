export * from './errors.js';
export * from './events.js';
export * from './limits.js';
export * from './modules.js';
export * from './permissions.js';
export * from './views.js';
export * from './languages.js';
