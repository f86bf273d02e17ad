# One image for the api, the worker and the migration: docker-compose.yml says which of them a container is.
FROM node:20-bookworm-slim AS base
WORKDIR /app

# The list of packages alone, so that a changed source does not install them again.
FROM base AS manifests
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/simulate/package.json apps/simulate/
COPY apps/worker/package.json apps/worker/
COPY libs/domain/package.json libs/domain/
COPY libs/office/package.json libs/office/
COPY libs/platform/package.json libs/platform/
COPY libs/workflow/package.json libs/workflow/

FROM manifests AS build
RUN npm ci --omit=dev --ignore-scripts
COPY tools tools
COPY drafts drafts
COPY libs libs
COPY apps apps
RUN npm run build && rm -r apps/*/src libs/*/src

# Optional packages are left out: the compiler's binary and the embedded PostgreSQL, which a container does not need.
FROM manifests AS packages
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM base AS runtime
ENV NODE_ENV=production
COPY --from=packages /app ./
# But for one: the hashing of passwords has its program for this kind of machine in an optional package.
COPY --from=build /app/node_modules/@node-rs node_modules/@node-rs
COPY --from=build /app/tools tools
COPY --from=build /app/drafts drafts
COPY --from=build /app/libs libs
COPY --from=build /app/apps apps
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HEALTH_PORT ?? process.env.PORT ?? 3000) + '/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
