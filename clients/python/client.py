#!/usr/bin/python3
"""A client of Cobuild's registry: it logs in, pages a list, follows the feed, retries safely.

  client.py villages PERIMETER                 the names of a perimeter's villages, page by page
  client.py follow AFTER COUNT [TYPE ...]      COUNT changes after a position, as they come
  client.py create ID NAME DIVISION REQUEST_ID an organization; repeating it with the same REQUEST_ID is safe

COBUILD_REGISTRY is where the registry serves ("localhost:28701"); COBUILD_CA, COBUILD_CERT and COBUILD_KEY are PEM
files: who certifies the services, and our own certificate and key, whose URI says who we are. COBUILD_TOKEN_FILE is
where `cobuild login` keeps a person's token: the calls are that person's then; unset or empty, the certificate's.
"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import google
import grpc

PROTOS = pathlib.Path(__file__).resolve().parents[2] / "proto"
CALL_TIMEOUT_S = 10
# A watch is renewed after this long, so that a connection that died without a word holds us up for no longer.
WATCH_TIMEOUT_S = 60
TRIES = 8
PAGE_SIZE = 20
# The outcome is unknown or the service is away: the same request may be sent again.
RETRIED = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}
# A watch goes on from its position as well when we were slow (CANCELLED), and when our grants or the tree have changed
# (ABORTED): whoever keeps a copy takes a snapshot first then, since what has left our reach is not withdrawn.
RESUMED = RETRIED | {grpc.StatusCode.CANCELLED, grpc.StatusCode.ABORTED}


def make_stubs(folder):
    """Compiles the contract into `folder` and puts it on the import path."""
    files = [str(file.relative_to(PROTOS)) for service in ("registry", "feed", "type")
             for file in PROTOS.glob(f"cobuild/{service}/v1/*.proto")]
    subprocess.run(
        ["protoc", f"--proto_path={PROTOS}", f"--proto_path={PROTOS}/node_modules/google-proto-files",
         f"--python_out={folder}", f"--grpc_python_out={folder}",
         "--plugin=protoc-gen-grpc_python=/usr/bin/grpc_python_plugin",
         *files, "google/type/date.proto", "google/rpc/status.proto", "google/rpc/error_details.proto"],
        check=True)
    sys.path.insert(0, folder)
    google.__path__.append(os.path.join(folder, "google"))


def read_token():
    """The person's token; empty for who calls by certificate alone. One that others may read is not sent."""
    place = os.environ.get("COBUILD_TOKEN_FILE")
    if not place:
        return ""
    try:
        file = pathlib.Path(place)
        if file.stat().st_mode & 0o077:
            sys.exit(f"{file} is open to others than its owner: chmod 600 {file}")
        return file.read_text().strip()
    except OSError as missing:
        sys.exit(f"no token can be read ({missing}): log in with cobuild login --token-file FILE")


def connect():
    """A channel that trusts one authority and presents our certificate, and the token with every call."""
    authority, key, certificate = (
        pathlib.Path(os.environ[name]).read_bytes() for name in ("COBUILD_CA", "COBUILD_KEY", "COBUILD_CERT"))
    credentials = grpc.ssl_channel_credentials(authority, key, certificate)
    token = read_token()
    if token:
        credentials = grpc.composite_channel_credentials(credentials, grpc.access_token_call_credentials(token))
    return grpc.secure_channel(os.environ["COBUILD_REGISTRY"], credentials)


def pause(failures):
    """Longer after each failure, up to 5 s, and by chance, so that many clients do not come back at once."""
    time.sleep(min(5.0, 0.1 * 2**failures) * random.uniform(0.5, 1.0))


def call(method, request):
    """Sends a request until it is answered. A change is safe to repeat because its request_id stays the same.

    The library connects only while a call is under way, so a repeated call waits for the connection rather than fail
    on the old one.
    """
    for failures in range(TRIES):
        try:
            return method(request, timeout=CALL_TIMEOUT_S, wait_for_ready=failures > 0)
        except grpc.RpcError as error:
            if error.code() not in RETRIED or failures + 1 == TRIES:
                raise
            pause(failures)


def ask_who_we_are(channel):
    """Before anything is done in that name: as "person/li.si: TOWNSHIP_CLERK at divisions/420115010000"."""
    from cobuild.registry.v1 import principal_pb2, principal_pb2_grpc
    principals = principal_pb2_grpc.PrincipalServiceStub(channel)
    caller = call(principals.GetSelf, principal_pb2.GetSelfRequest())
    grants = []
    for grant in caller.grants:
        place = grant.scope.division or grant.scope.organization
        grants.append(f"{grant.role} at {place}" if place else f"{grant.role} everywhere")
    return f"{caller.principal}: {', '.join(grants) or 'nothing is granted'}"


def list_villages(channel, perimeter):
    """Yields every village: the token of a page asks for the next, all else stays as it was."""
    from cobuild.registry.v1 import village_pb2, village_pb2_grpc
    villages = village_pb2_grpc.VillageServiceStub(channel)
    request = village_pb2.ListVillagesRequest(perimeter=perimeter, page_size=PAGE_SIZE)
    while True:
        page = call(villages.ListVillages, request)
        yield from page.villages
        if not page.next_page_token:
            return
        request.page_token = page.next_page_token


def follow(channel, after, types):
    """Yields changes after a position for ever. Whatever ends a watch, the next one goes on from where it was."""
    from cobuild.feed.v1 import feed_pb2, feed_pb2_grpc
    feed = feed_pb2_grpc.FeedServiceStub(channel)
    request = feed_pb2.WatchChangesRequest(after_position=after, resource_types=types)
    failures = 0
    while True:
        try:
            for message in feed.WatchChanges(request, timeout=WATCH_TIMEOUT_S, wait_for_ready=failures > 0):
                yield from message.changes
                request.after_position = message.through_position  # what a consumer would keep
                failures = 0
        except grpc.RpcError as error:
            # Anything else, as POSITION_AHEAD_OF_HEAD, needs a decision: start from a snapshot.
            if error.code() not in RESUMED:
                raise
            pause(failures)
            failures += 1


def create_organization(channel, organization_id, display_name, division, request_id):
    from cobuild.registry.v1 import organization_pb2, organization_pb2_grpc
    from cobuild.type.v1 import read_pb2
    organization = organization_pb2.Organization(
        display_name=display_name, kind=organization_pb2.OTHER_ORGANIZATION, division=division,
        data_origin=read_pb2.EXAMPLE)
    request = organization_pb2.CreateOrganizationRequest(
        organization_id=organization_id, organization=organization, request_id=request_id)
    return call(organization_pb2_grpc.OrganizationServiceStub(channel).CreateOrganization, request)


def reason_of(refused):
    """What sets a refusal apart from others of its code, as "TOKEN_EXPIRED"; empty when no service of ours refused."""
    from google.rpc import error_details_pb2, status_pb2
    info = error_details_pb2.ErrorInfo()
    for key, value in refused.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            for detail in status_pb2.Status.FromString(value).details:
                detail.Unpack(info)
    return info.reason


def explain(refused):
    """The refusal by name and, where the person can do something about it, what."""
    reason = reason_of(refused)
    text = f"{' '.join(filter(None, (refused.code().name, reason)))}: {refused.details()}"
    if reason == "TOKEN_EXPIRED":
        text += "\nwhat to do: log in again with a new token, cobuild login --token-file FILE, and repeat the command"
    return text


def run(channel, verb, words):
    print(ask_who_we_are(channel), file=sys.stderr)
    if verb == "villages":
        for village in list_villages(channel, *words):
            print(village.name)
    elif verb == "follow":
        changes = follow(channel, int(words[0]), words[2:])
        for _ in range(int(words[1])):
            change = next(changes)
            print(change.position, change.resource_name, flush=True)
    elif verb == "create":
        organization = create_organization(channel, *words)
        print(organization.position, organization.name)
    else:
        sys.exit(__doc__)


def main(verb, *words):
    with tempfile.TemporaryDirectory() as folder, connect() as channel:
        make_stubs(folder)
        try:
            run(channel, verb, words)
        except grpc.RpcError as refused:
            sys.exit(explain(refused))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
