FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpq-dev libssl-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN swift build --configuration release --static-swift-stdlib --product missieboek \
    && install -D --strip "$(swift build --configuration release --show-bin-path)/missieboek" /output/missieboek

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpq5 libssl3 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home missieboek \
    && install -d -m 0700 -o missieboek /var/lib/missieboek/keys
COPY --from=build /output/missieboek /usr/local/bin/missieboek
USER missieboek
ENTRYPOINT ["missieboek"]
CMD ["--help"]
