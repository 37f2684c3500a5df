#!/usr/bin/env bash
# Makes the WildFly in the working directory what docs/operations.md has an operator make it, from as it was unpacked each
# time. Beside standalone/ stands own-pool/, the same without a data source of the server's.
#
#   install.sh <server-config/wildfly> <the driver's jar> <password of the credential store>
set -euo pipefail
umask 077
scripts=$1
driver=$2
password=$3

[ -d as-unpacked ] || cp -r standalone as-unpacked
rm -rf standalone own-pool modules/org/postgresql
cp -r as-unpacked standalone

bin/jboss-cli.sh --file=docs/examples/enable-microprofile.cli
bin/jboss-cli.sh --file="$scripts/configure.cli"
cp -r standalone own-pool

bin/jboss-cli.sh --command="module add --name=org.postgresql --resources=$driver --dependencies=java.se,jakarta.transaction.api"
# It asks for both secrets twice; each server of the tests has a store of its own with its database's password.
printf '%s\n' "$password" "$password" "of no database" "of no database" |
    bin/elytron-tool.sh credential-store --create --location standalone/configuration/insula.store --add insula-app
printf '%s\n' "insula.store.password=$password" "insula.database.url=jdbc:postgresql://127.0.0.1/insula" > insula.properties
bin/jboss-cli.sh --properties=insula.properties --file="$scripts/datasource.cli"
