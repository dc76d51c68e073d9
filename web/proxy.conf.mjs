/** Development server: everything the API owns goes to it, subscriptions included. `API_URL` names another API than the local one. */
const target = process.env.API_URL ?? 'http://localhost:3000';
const toApi = { target, changeOrigin: false, secure: false };

export default {
  '/graphql': { ...toApi, ws: true },
  '/health': toApi,
  '/files': toApi,
  '/api': toApi,
};
