#!/usr/bin/env node
// A client of Cobuild's registry: it shows its certificate, pages a list, follows the feed, retries safely.
//
//   client.js villages PERIMETER             the names of a perimeter's villages, page by page
//   client.js follow AFTER COUNT [TYPE ...]  COUNT changes after a position, as they come
//   client.js create ID NAME REQUEST_ID      an organization; repeating it with the same REQUEST_ID is safe
//
// COBUILD_REGISTRY is where the registry serves ("localhost:28701"); COBUILD_CA, COBUILD_CERT and COBUILD_KEY are PEM
// files: who certifies the services, and our own certificate and key, whose URI says who we are.
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
// The outcome is unknown or the service is away: the same request may be sent again.
const RETRIED = [grpc.status.UNAVAILABLE, grpc.status.DEADLINE_EXCEEDED];

// The contract, read as it is. Positions are 64 bits and stay text: a number of JavaScript has 53.
function loadContract() {
  const definition = protoLoader.loadSync(
    ["cobuild/registry/v1/village.proto", "cobuild/registry/v1/organization.proto", "cobuild/feed/v1/feed.proto"],
    {
      includeDirs: [PROTOS, path.join(PROTOS, "node_modules/google-proto-files")],
      keepCase: true, longs: String, enums: String, defaults: true,
    });
  return grpc.loadPackageDefinition(definition).cobuild;
}

// Trusts one authority and presents our certificate.
function credentials() {
  const [authority, key, certificate] =
    ["COBUILD_CA", "COBUILD_KEY", "COBUILD_CERT"].map((name) => fs.readFileSync(process.env[name]));
  return grpc.credentials.createSsl(authority, key, certificate);
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

// Yields every village: the token of a page asks for the next, all else stays as it was.
async function* listVillages(villages, perimeter) {
  const request = { perimeter, page_size: 100, page_token: "" };
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
      // CANCELLED: we were slow. Anything else, as POSITION_AHEAD_OF_HEAD, needs a decision: start from a snapshot.
      if (![...RETRIED, grpc.status.CANCELLED].includes(error.code)) throw error;
    } finally {
      watch.cancel();
    }
    await pause(failures);
  }
}

async function main([verb, ...words]) {
  const contract = loadContract();
  const connect = (Service) => new Service(process.env.COBUILD_REGISTRY, credentials());
  if (verb === "villages") {
    const villages = connect(contract.registry.v1.VillageService);
    for await (const village of listVillages(villages, words[0])) console.log(village.name);
  } else if (verb === "follow") {
    const [after, count, ...types] = words;
    let left = Number(count);
    for await (const change of follow(connect(contract.feed.v1.FeedService), after, types)) {
      console.log(change.position, change.resource_name);
      left -= 1;
      if (left <= 0) break;
    }
  } else if (verb === "create") {
    const [organization_id, display_name, request_id] = words;
    const organization = await call(
      connect(contract.registry.v1.OrganizationService), "CreateOrganization", {
        organization_id, request_id,
        organization: { display_name, kind: "MUNICIPAL_UNIT", data_origin: "EXAMPLE" },
      });
    console.log(organization.position, organization.name);
  } else {
    throw new Error("usage: client.js villages PERIMETER | follow AFTER COUNT [TYPE ...] | create ID NAME REQUEST_ID");
  }
}

main(process.argv.slice(2)).then(() => process.exit(0), (error) => {
  console.error(error.code === undefined ? error.message : `${grpc.status[error.code]}: ${error.details}`);
  process.exit(1);
});
