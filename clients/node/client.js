#!/usr/bin/env node
// A client of Cobuild's registry: it logs in, pages a list, follows the feed, retries safely.
//
//   client.js villages PERIMETER                 the names of a perimeter's villages, page by page
//   client.js follow AFTER COUNT [TYPE ...]      COUNT changes after a position, as they come
//   client.js create ID NAME DIVISION REQUEST_ID an organization; repeating it with the same REQUEST_ID is safe
//
// COBUILD_REGISTRY is where the registry serves ("localhost:28701"); COBUILD_CA, COBUILD_CERT and COBUILD_KEY are PEM
// files: who certifies the services, and our own certificate and key, whose URI says who we are. COBUILD_TOKEN_FILE is
// where `cobuild login` keeps a person's token: the calls are that person's then; unset or empty, the certificate's.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");
const grpc = require("@grpc/grpc-js");
const protoLoader = require("@grpc/proto-loader");

const PROTOS = path.resolve(__dirname, "../../proto");
const CALL_TIMEOUT_MS = 10_000;
// A watch is renewed after this long, so that a connection that died without a word holds us up for no longer.
const WATCH_TIMEOUT_MS = 60_000;
const TRIES = 8;
const PAGE_SIZE = 20;
// The outcome is unknown or the service is away: the same request may be sent again.
const RETRIED = [grpc.status.UNAVAILABLE, grpc.status.DEADLINE_EXCEEDED];
// A watch goes on from its position as well when we were slow (CANCELLED), and when our grants or the tree have changed
// (ABORTED): whoever keeps a copy takes a snapshot first then, since what has left our reach is not withdrawn.
const RESUMED = [...RETRIED, grpc.status.CANCELLED, grpc.status.ABORTED];

// The contract, read as it is. Positions are 64 bits and stay text: a number of JavaScript has 53.
function loadContract() {
  const definition = protoLoader.loadSync(
    ["cobuild/registry/v1/principal.proto", "cobuild/registry/v1/village.proto",
      "cobuild/registry/v1/organization.proto", "cobuild/feed/v1/feed.proto",
      "google/rpc/status.proto", "google/rpc/error_details.proto"],
    {
      includeDirs: [PROTOS, path.join(PROTOS, "node_modules/google-proto-files")],
      keepCase: true, longs: String, enums: String, defaults: true,
    });
  return grpc.loadPackageDefinition(definition);
}

const { cobuild, google } = loadContract();

// The person's token; empty for who calls by certificate alone. One that others may read is not sent.
function readToken() {
  const place = process.env.COBUILD_TOKEN_FILE;
  if (!place) return "";
  let text = "";
  let mode = 0;
  try {
    mode = fs.statSync(place).mode;
    text = fs.readFileSync(place, "utf8").trim();
  } catch (missing) {
    throw new Error(`no token can be read (${missing.message}): log in with cobuild login --token-file FILE`);
  }
  if (mode & 0o077) throw new Error(`${place} is open to others than its owner: chmod 600 ${place}`);
  return text;
}

// Trusts one authority and presents our certificate, and the token with every call.
function makeCredentials() {
  const [authority, key, certificate] =
    ["COBUILD_CA", "COBUILD_KEY", "COBUILD_CERT"].map((name) => fs.readFileSync(process.env[name]));
  const certified = grpc.credentials.createSsl(authority, key, certificate);
  const token = readToken();
  if (!token) return certified;
  const metadata = new grpc.Metadata();
  metadata.set("authorization", `Bearer ${token}`);
  return grpc.credentials.combineChannelCredentials(
    certified, grpc.credentials.createFromMetadataGenerator((_, callback) => callback(null, metadata)));
}

// Longer after each failure, up to 5 s, and by chance, so that many clients do not come back at once.
function pause(failures) {
  return sleep(Math.min(5000, 100 * 2 ** failures) * (0.5 + Math.random() / 2));
}

function callOnce(client, method, request, failures) {
  const metadata = new grpc.Metadata({ waitForReady: failures > 0 });
  return new Promise((resolve, reject) => {
    client[method](request, metadata, { deadline: Date.now() + CALL_TIMEOUT_MS },
      (error, response) => (error ? reject(error) : resolve(response)));
  });
}

// Sends a request until it is answered. A change is safe to repeat because its request_id stays the same.
async function call(client, method, request) {
  for (let failures = 0; ; failures += 1) {
    try {
      return await callOnce(client, method, request, failures);
    } catch (error) {
      if (!RETRIED.includes(error.code) || failures + 1 === TRIES) throw error;
      await pause(failures);
    }
  }
}

// Before anything is done in that name: as "person/li.si: TOWNSHIP_CLERK at divisions/420115010000".
async function askWhoWeAre(principals) {
  const caller = await call(principals, "GetSelf", {});
  const grants = caller.grants.map(({ role, scope }) => {
    const place = scope.division || scope.organization;
    return place ? `${role} at ${place}` : `${role} everywhere`;
  });
  return `${caller.principal}: ${grants.join(", ") || "nothing is granted"}`;
}

// Yields every village: the token of a page asks for the next, all else stays as it was.
async function* listVillages(villages, perimeter) {
  const request = { perimeter, page_size: PAGE_SIZE, page_token: "" };
  do {
    const page = await call(villages, "ListVillages", request);
    yield* page.villages;
    request.page_token = page.next_page_token;
  } while (request.page_token);
}

// Yields changes after a position for ever. Whatever ends a watch, the next one goes on from where it was.
async function* follow(feed, after, types) {
  const request = { after_position: after, resource_types: types };
  for (let failures = 0; ; failures += 1) {
    const metadata = new grpc.Metadata({ waitForReady: failures > 0 });
    const watch = feed.WatchChanges(request, metadata, { deadline: Date.now() + WATCH_TIMEOUT_MS });
    try {
      for await (const message of watch) {
        yield* message.changes;
        request.after_position = message.through_position; // what a consumer would keep
        failures = 0;
      }
    } catch (error) {
      // Anything else, as POSITION_AHEAD_OF_HEAD, needs a decision: start from a snapshot.
      if (!RESUMED.includes(error.code)) throw error;
    } finally {
      watch.cancel();
    }
    await pause(failures);
  }
}

// What sets a refusal apart from others of its code, as "TOKEN_EXPIRED"; empty when no service of ours refused.
function reasonOf(refused) {
  const [status] = refused.metadata.get("grpc-status-details-bin");
  if (status === undefined) return "";
  const info = google.rpc.Status.deserialize(status).details
    .find(({ type_url }) => type_url.endsWith("/google.rpc.ErrorInfo"));
  return info === undefined ? "" : google.rpc.ErrorInfo.deserialize(info.value).reason;
}

// The refusal by name and, where the person can do something about it, what.
function explain(refused) {
  const reason = reasonOf(refused);
  const text = `${[grpc.status[refused.code], reason].filter(Boolean).join(" ")}: ${refused.details}`;
  if (reason !== "TOKEN_EXPIRED") return text;
  return `${text}\nwhat to do: log in again with a new token, cobuild login --token-file FILE, and repeat the command`;
}

async function main([verb, ...words]) {
  const credentials = makeCredentials();
  const connect = (Service) => new Service(process.env.COBUILD_REGISTRY, credentials);
  console.error(await askWhoWeAre(connect(cobuild.registry.v1.PrincipalService)));
  if (verb === "villages") {
    const villages = connect(cobuild.registry.v1.VillageService);
    for await (const village of listVillages(villages, words[0])) console.log(village.name);
  } else if (verb === "follow") {
    const [after, count, ...types] = words;
    let left = Number(count);
    for await (const change of follow(connect(cobuild.feed.v1.FeedService), after, types)) {
      console.log(change.position, change.resource_name);
      left -= 1;
      if (left <= 0) break;
    }
  } else if (verb === "create") {
    const [organization_id, display_name, division, request_id] = words;
    const organization = await call(
      connect(cobuild.registry.v1.OrganizationService), "CreateOrganization", {
        organization_id, request_id,
        organization: { display_name, kind: "OTHER_ORGANIZATION", division, data_origin: "EXAMPLE" },
      });
    console.log(organization.position, organization.name);
  } else {
    throw new Error(
      "usage: client.js villages PERIMETER | follow AFTER COUNT [TYPE ...] | create ID NAME DIVISION REQUEST_ID");
  }
}

main(process.argv.slice(2)).then(() => process.exit(0), (error) => {
  console.error(error.metadata instanceof grpc.Metadata ? explain(error) : error.message);
  process.exit(1);
});
