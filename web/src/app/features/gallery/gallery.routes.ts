import type { Routes } from '@angular/router';
import { GalleryBoard } from './gallery-board.js';
import { GalleryForms } from './gallery-forms.js';
import { GalleryGrid } from './gallery-grid.js';
import { GalleryPage } from './gallery-page.js';

export const galleryRoutes: Routes = [
  { path: '', component: GalleryPage },
  { path: 'board', component: GalleryBoard },
  { path: 'forms', component: GalleryForms },
  { path: 'grid', component: GalleryGrid },
];
