/** The addresses of the window. `meta.stage` is the step of the path at the top. */
import { createRouter, createWebHashHistory } from 'vue-router';

export type Stage = 'data' | 'models' | 'compare' | 'study' | 'verdict';

declare module 'vue-router' {
  interface RouteMeta {
    stage?: Stage;
  }
}

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/data' },
    {
      path: '/data',
      name: 'data',
      meta: { stage: 'data' },
      component: () => import('./views/data/DataView.vue'),
    },
    {
      path: '/data/:dataset',
      name: 'dataset',
      meta: { stage: 'data' },
      props: true,
      component: () => import('./views/data/DatasetView.vue'),
    },
    {
      path: '/data/:dataset/items/:row(\\d+)',
      name: 'item',
      meta: { stage: 'data' },
      props: ({ params }) => ({ dataset: params.dataset, row: Number(params.row) }),
      component: () => import('./views/data/ItemView.vue'),
    },
    {
      path: '/models',
      name: 'models',
      meta: { stage: 'models' },
      component: () => import('./views/models/ModelsView.vue'),
    },
    {
      path: '/models/new',
      name: 'new-model',
      meta: { stage: 'models' },
      component: () => import('./views/models/NewModelView.vue'),
    },
    {
      path: '/models/diff/:a/:b',
      name: 'diff',
      meta: { stage: 'models' },
      props: true,
      component: () => import('./views/models/DiffView.vue'),
    },
    {
      path: '/models/run/:run',
      name: 'run',
      meta: { stage: 'models' },
      props: true,
      component: () => import('./views/models/RunView.vue'),
    },
    {
      path: '/compare',
      name: 'compare',
      meta: { stage: 'compare' },
      component: () => import('./views/compare/CompareView.vue'),
    },
    {
      path: '/compare/ablation',
      name: 'ablation',
      meta: { stage: 'compare' },
      component: () => import('./views/compare/AblationView.vue'),
    },
    {
      path: '/study/:study?',
      name: 'study',
      meta: { stage: 'study' },
      props: true,
      component: () => import('./views/study/StudyView.vue'),
    },
    {
      path: '/verdict/:study?',
      name: 'verdict',
      meta: { stage: 'verdict' },
      props: true,
      component: () => import('./views/verdict/VerdictView.vue'),
    },
    { path: '/:unknown(.*)*', redirect: '/data' },
  ],
});
