import type { Routes } from '@angular/router';
import { devRoutes } from './dev.routes.js';

export const routes: Routes = [...devRoutes];
