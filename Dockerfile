# syntax=docker/dockerfile:1
# Three stages: the jars, a Java runtime with what they need, and an image that holds nothing else.
#
#   docker build -t fizko-chat .

FROM maven:3-eclipse-temurin-17 AS jars
WORKDIR /src
COPY . .
RUN mvn -q -DskipTests package

FROM eclipse-temurin:17-jdk AS java
# jdk.security.auth, jdk.zipfs: the embedded database; jdk.crypto.ec: TLS to providers; jdk.jcmd, jdk.jfr: to look into it.
RUN jlink --output /opt/java --strip-debug --no-man-pages --no-header-files --compress=2 --include-locales=es,en \
      --add-modules java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns,jdk.security.auth,jdk.unsupported,jdk.zipfs \
 && /opt/java/bin/java -Xshare:dump

# Temurin is built against a C library older than Debian's, and brings its own certificates and time zones.
FROM debian:bookworm-slim
RUN groupadd --gid 10001 chat && useradd --uid 10001 --gid chat --home-dir /data --shell /usr/sbin/nologin chat \
 && install -d -o chat -g chat -m 0700 /data && install -d -o chat /opt/fizko-chat
COPY --from=java /opt/java /opt/java
COPY --from=jars /src/app-bootstrap/target/fizko-chat.jar /opt/fizko-chat/
COPY --from=jars /src/app-bootstrap/target/lib /opt/fizko-chat/lib
COPY --from=jars /src/deploy/fizko-chat /src/deploy/make-archive /opt/fizko-chat/
ENV PATH=/opt/fizko-chat:/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8 \
    DATA_DIR=/data \
    HTTP_HOST=0.0.0.0 \
    LOG_FORMAT=json
# The archive of classes belongs to exactly this Java and these jars, so it is made here. A server does not run as root.
RUN setpriv --reuid=chat --regid=chat --clear-groups make-archive && chown root:root /opt/fizko-chat
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s CMD ["fizko-chat", "health", "--live"]
# The script replaces itself by the JVM, which is process 1 and gets the signals. It has no children beside an external database.
ENTRYPOINT ["fizko-chat"]
CMD ["serve"]
