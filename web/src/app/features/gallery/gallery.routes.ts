import type { Routes } from '@angular/router';
import { GalleryPage } from './gallery-page.js';

export const galleryRoutes: Routes = [{ path: '', component: GalleryPage }];
