#!/usr/bin/env bash
# Makes a domain of Payara Server what docs/operations.md has an operator make it. Beside insula/ stands own-pool/, the same
# without a data source of the server's.
#
#   install.sh <Payara's directory> <directory for domains> <server-config/payara> <the driver's jar>
set -euo pipefail
umask 077
asadmin=$1/bin/asadmin
domains=$2
scripts=$3
driver=$4

# Another server may hold Payara's usual ports. Servers of the tests get ports of their own.
base=$((20000 + RANDOM % 10000))
rm -rf "$domains"
mkdir -p "$domains"
# Of several commands in a file asadmin tells each that failed, and then that all went well.
run() { manage multimode --file "$1" | tee "$domains/told"; ! grep ' failed' "$domains/told"; }
manage() { "$asadmin" --port $((base + 48)) --passwordfile "$domains/passwords" "$@"; }
echo "AS_ADMIN_ALIASPASSWORD=of no database" > "$domains/passwords"

"$asadmin" create-domain --nopassword=true --portbase $base --domaindir "$domains" insula
trap '"$asadmin" stop-domain --domaindir "$domains" insula || true' EXIT
"$asadmin" start-domain --prebootcommandfile "$scripts/configure.asadmin" --domaindir "$domains" insula
run "$scripts/jms.asadmin"
cp -r "$domains/insula" "$domains/own-pool"
manage add-library "$driver"
manage create-password-alias insula-app
run "$scripts/datasource.asadmin"
