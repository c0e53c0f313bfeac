// What the documents of the five services show, with another host and port. The lines between the rules are theirs.
import { createRequire } from 'node:module'
import { io } from 'socket.io-client'
import { assert, check, done, until } from '../../lib/check.mjs'
import { browser, closeBrowser } from '../../lib/chromium.mjs'
import { connect, events } from '../../lib/clients.mjs'
import { redisClient } from '../../lib/redis.mjs'
import { axrTenant, expiry, fresh, redisUrl, sign, url } from '../../lib/environment.mjs'

const require = createRequire(import.meta.url)
const EventSource = require('eventsource') // the polyfill that the document speaks of

const streamId = 'seeds' // shows shop:ordered, of the tenant acme
const tenantId = 'acme'
const eventNamespace = 'shop'
const eventName = 'ordered'
const accessToken = sign({
  iss: 'https://access.example/auth/realms/acme',
  aud: ['urn:ads:platform:push-service', 'urn:ads:platform:event-service'],
  sub: 'ann',
  exp: expiry(3600),
  realm_access: { roles: ['stream-listener', 'event-sender'] },
})

async function order(n) {
  const answer = await fetch(`${url}/event/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ namespace: eventNamespace, name: eventName, timestamp: new Date(), payload: { n } }),
  })
  assert.equal(answer.status, 200, await answer.text())
}

await check('snippet_adsp_eventSource', async (use) => {
  const got = []
  let isOpen = false
  // ---------------------------------------------------------------------------------------------------------------
  const eventSource = new EventSource(
    `${url}/stream/v1/streams/${streamId}`,
    {
      headers: { Authorization: `Bearer ${accessToken}` }
    }
  );
  eventSource.onmessage = function(e) {
    // on message
    got.push(JSON.parse(e.data))
  }
  eventSource.onerror = function(err) {
    // on error
    got.push(err)
  }
  // ---------------------------------------------------------------------------------------------------------------
  use(eventSource)
  eventSource.onopen = () => (isOpen = true)
  await until(() => isOpen, 'the open')
  await order(1)
  await until(() => got.length > 0, 'the event')
  assert.equal(got[0].namespace, eventNamespace)
  assert.deepEqual(got[0].payload, { n: 1 })
})

await check('snippet_adsp_eventSource_withTokenParameter', async (use) => {
  const heard = await inPage(use, `/stream/v1/streams/${streamId}?token=${accessToken}`, ['message'], () => order(2))
  assert.deepEqual(JSON.parse(heard.data).payload, { n: 2 })
})

await check('snippet_adsp_socketIo', async (use) => {
  const got = []
  // ---------------------------------------------------------------------------------------------------------------
  const socket = io(
    `${url}/${tenantId}?stream=${streamId}`,
    {
      withCredentials: true,
      extraHeaders: {
        Authorization: `Bearer ${accessToken}`,
      },
    },
  );

  socket.on(`${eventNamespace}:${eventName}`, (event) => {
    // Handle the event.
    got.push(event)
  });
  // ---------------------------------------------------------------------------------------------------------------
  use(socket)
  await until(() => socket.connected, 'the connection')
  await order(3)
  await until(() => got.length > 0, 'the event')
  assert.deepEqual(got[0].payload, { n: 3 })
})

await check('snippet_acceleratxr_emitter', async (use) => {
  const user = { uid: fresh('user') }
  const token = (uid) => ({ auth: { token: sign({ profile: JSON.stringify({ uid, roles: [] }), exp: expiry(3600) }) } })
  const hers = await connect(use, axrTenant, { namespace: '/axr', path: '/notifications', ...token(user.uid) })
  const other = await connect(use, axrTenant, { namespace: '/axr', path: '/notifications', ...token(fresh('user')) })
  const { hostname, port } = new URL(redisUrl)
  const emitter = require('socket.io-emitter-3.2') // socket.io-emitter, by the name that it has here
  // ---------------------------------------------------------------------------------------------------------------
  // Connect to socket.io via redis for the namespace axr
  var socketio = emitter({ host: hostname, port: port }).of("/axr");

  // Send to all clients
  socketio.to("allusers").emit("msg", "all");

  // Send to individual user
  socketio.to(/** user.uid **/ user.uid).emit("msg", "her");
  // ---------------------------------------------------------------------------------------------------------------
  use(() => socketio.redis.quit())
  assert.deepEqual((await events(hers, 'msg', 2)).map(([, text]) => text), ['all', 'her'])
  assert.deepEqual((await events(other, 'msg', 1)).map(([, text]) => text), ['all'])
})

await check('snippet_flasksse_eventSource', async (use) => {
  const redis = await redisClient(use)
  const heard = await inPage(use, '/stream', ['message'], () => redis.publish('sse', '{"data": {"message": "Hello!"}}'))
  assert.deepEqual(JSON.parse(heard.data), { message: 'Hello!' })
})

// What Flask-SSE 1.0.0 writes for sse.publish({"user": "alice", "status": "Life is good!"}, channel="users.social").
const STATUS = '{"data": {"status": "Life is good!", "user": "alice"}}'

await check('snippet_flasksse_channel', async (use) => {
  const redis = await redisClient(use)
  const heard = await inPage(use, '/stream?channel=users.social', ['message'], () => redis.publish('users.social', STATUS))
  assert.deepEqual(JSON.parse(heard.data), { user: 'alice', status: 'Life is good!' })
})

/** Runs `source = new EventSource(address)` in a page of the gateway, then publishes; gives what the page heard first. */
async function inPage(use, address, types, publish) {
  const page = use(await (await browser()).newPage())
  await page.goto(`${url}/health/readiness`)
  const heard = page.evaluate(
    (where, names) =>
      new Promise((told) => {
        const source = new EventSource(where)
        source.onopen = () => (window.isOpen = true)
        for (const name of names) source.addEventListener(name, ({ type, data, lastEventId }) => told({ type, data, lastEventId }))
      }),
    address,
    types,
  )
  heard.catch(() => {}) // a page that is closed first
  await page.waitForFunction('window.isOpen === true', { timeout: 30_000 })
  await publish()
  return heard
}

await closeBrowser()
done()
