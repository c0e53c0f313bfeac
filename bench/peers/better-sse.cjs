// A broadcast server on the npm package better-sse: GET /sub/7 subscribes to channel 7, POST /pub/7 publishes to it.
// Started by the bench: node better-sse.cjs PORT NODE_MODULES
const http = require("node:http");
const path = require("node:path");

const [port, modules] = process.argv.slice(2);
const { createChannel, createSession } = require(path.join(modules, "better-sse"));
const { readBody } = require("./body.cjs");

const channels = new Map();

function channel(url) {
  const name = url.slice(url.lastIndexOf("/") + 1);
  if (!channels.has(name)) {
    channels.set(name, createChannel());
  }
  return channels.get(name);
}

async function subscribe(request, response) {
  channel(request.url).register(await createSession(request, response));
}

async function publish(request, response) {
  channel(request.url).broadcast(JSON.parse(await readBody(request)));
  response.writeHead(204).end();
}

http
  .createServer((request, response) => (request.method === "GET" ? subscribe : publish)(request, response))
  .listen(Number(port), "127.0.0.1");
