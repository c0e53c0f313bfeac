"""Point 28: a client that is not JavaScript and not Java, python-socketio 5. Reports like the other scripts."""

import base64
import hashlib
import hmac
import json
import os
import sys
import threading
import time
import traceback
import urllib.request
import uuid

LISTED = os.environ.get("LOGCAST_LIST") == "true"
URL = os.environ.get("LOGCAST_URLS", "http://127.0.0.1:8080").split(",")[0]
SECRET = os.environ.get("LOGCAST_JWT_SECRET", "a-secret-for-tests-that-has-more-than-32-bytes")
PATIENCE = 30


def token(tenant, *roles):
    part = lambda text: base64.urlsafe_b64encode(text).rstrip(b"=").decode()
    claims = {"tenant": tenant, "sub": "ann", "roles": roles, "exp": int(time.time()) + 3600}
    content = part(b'{"alg":"HS256","typ":"JWT"}') + "." + part(json.dumps(claims).encode())
    return content + "." + part(hmac.new(SECRET.encode(), content.encode(), hashlib.sha256).digest())


def publish(tenant, payload):
    event = {"namespace": "shop", "name": "ordered", "payload": payload, "to": "user/ann"}
    headers = {"content-type": "application/json", "authorization": "Bearer " + token(tenant, "event-sender")}
    request = urllib.request.Request(URL + "/v1/events", json.dumps(event).encode(), headers)
    urllib.request.urlopen(request, timeout=PATIENCE).read()


def check(name, body):
    if LISTED:
        print(name)
        return
    line = {"check": name, "ok": True}
    try:
        body()
    except BaseException:
        line = {"check": name, "ok": False, "why": traceback.format_exc()}
    print(json.dumps(line), flush=True)


def connects(transports):
    def body():
        import socketio

        tenant = "t-" + uuid.uuid4().hex[:12]
        namespace = "/" + tenant
        heard, come, answered = [], threading.Event(), threading.Event()
        client = socketio.Client(reconnection=False)

        def ordered(*arguments):
            heard.append(arguments)
            come.set()

        client.on("shop:ordered", ordered, namespace=namespace)
        client.connect(URL, auth={"token": token(tenant)}, namespaces=[namespace], transports=transports, wait_timeout=PATIENCE)
        try:
            publish(tenant, {"n": 1, "text": "é👍"})
            assert come.wait(PATIENCE), "no event came"
            envelope = heard[0][0]
            assert envelope.get("payload", envelope) == {"n": 1, "text": "é👍"}, heard
            client.emit("shop:ordered", {"n": 2}, namespace=namespace, callback=lambda *answer: answered.set())
            assert answered.wait(PATIENCE), "no acknowledgement came"
        finally:
            client.disconnect()

    return body


def is_refused():
    import socketio

    client = socketio.Client(reconnection=False)
    try:
        client.connect(URL, auth={"token": "x"}, namespaces=["/t-python"], wait_timeout=PATIENCE)
    except socketio.exceptions.ConnectionError:
        return
    finally:
        client.disconnect()
    raise AssertionError("it was let in")


check("socketIo_28_pythonClient_connectsHearsAndIsAcknowledged_polling", connects(["polling"]))
check("socketIo_28_pythonClient_connectsHearsAndIsAcknowledged_websocket", connects(["websocket"]))
check("socketIo_28_pythonClient_connectsHearsAndIsAcknowledged_default", connects(["polling", "websocket"]))
check("socketIo_28_pythonClient_withoutToken_isRefused", is_refused)
sys.stdout.flush()
os._exit(0)
