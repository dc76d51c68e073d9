import type { Routes } from '@angular/router';

export const devRoutes: Routes = [];
