# One image for the api, the worker and the migration: docker-compose.yml says which of them a container is.
FROM node:20-bookworm-slim AS base
WORKDIR /app

# The lists of packages alone, so that a changed source does not install them again: what is copied from this stage is the
# same while they are. With the command that one of them names: npm links what is there.
FROM base AS manifests
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc ! -path './apps/*/bin/*' -delete \
  && find . -type d -empty -delete

FROM base AS build
COPY --from=manifests /app ./
RUN npm ci --omit=dev --ignore-scripts
COPY tools tools
COPY examples examples
COPY libs libs
COPY apps apps
RUN npm run build && rm -r apps/*/src libs/*/src

# Optional packages are left out: the compiler's binary and the embedded PostgreSQL, which a container does not need.
FROM base AS packages
COPY --from=manifests /app ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM base AS runtime
ENV NODE_ENV=production
COPY --from=packages /app ./
# But for one: the hashing of passwords has its program for this kind of machine in an optional package.
COPY --from=build /app/node_modules/@node-rs node_modules/@node-rs
COPY --from=build /app/tools tools
COPY --from=build /app/examples examples
COPY --from=build /app/libs libs
COPY --from=build /app/apps apps
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HEALTH_PORT ?? process.env.PORT ?? 3000) + '/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
