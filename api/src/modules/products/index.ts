export { productRecord } from './product.record.js';
export { ProductsModule } from './products.module.js';
