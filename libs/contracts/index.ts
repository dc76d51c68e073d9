export * from './errors.js';
export * from './modules.js';
export * from './permissions.js';
