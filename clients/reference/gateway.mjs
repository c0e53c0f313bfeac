// Node's own server, made to keep the gateway's contract as far as it can. A check that fails against it is a wrong check,
// unless it says that it is beyond Node.
//
//   node reference/gateway.mjs '{"port":0,"adapter":"memory|redis|streams", …}'   prints its URL
import { createHmac } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { createServer, request } from 'node:http'
import { createAdapter } from '@socket.io/redis-adapter'
import { createAdapter as createStreamsAdapter } from '@socket.io/redis-streams-adapter'
import { createClient } from 'redis'
import { Server } from 'socket.io'

const settings = {
  port: 0,
  adapter: 'memory',
  redis: 'redis://127.0.0.1:6379',
  key: 'socket.io',
  secret: 'a-secret-for-tests-that-has-more-than-32-bytes',
  origin: 'http://localhost:7777',
  axrTenant: 'axr',
  pingInterval: 2000,
  pingTimeout: 5000,
  connectTimeout: 5000,
  upgradeTimeout: 5000,
  allowEIO3: true,
  ...JSON.parse(process.argv[2] ?? '{}'),
}

EventEmitter.defaultMaxListeners = 100 // the adapter adds one for each namespace
const streams = new Map()
const http = createServer(serve)
await new Promise((ready) => http.listen(settings.port, '127.0.0.1', ready))
const { port } = http.address()

const io = new Server(http, {
  pingInterval: settings.pingInterval,
  pingTimeout: settings.pingTimeout,
  connectTimeout: settings.connectTimeout,
  upgradeTimeout: settings.upgradeTimeout,
  allowEIO3: settings.allowEIO3,
  cors: { origin: settings.origin, credentials: true },
  allowRequest: ({ headers: { origin, host } }, decide) => decide(null, [undefined, settings.origin, `http://${host}`].includes(origin)),
  adapter: await adapter(),
  ...(settings.adapter === 'redis' ? {} : { connectionStateRecovery: { skipMiddlewares: false } }),
})
routeByOwner()
enter(io.of('/'), 'core')
enter(io.of('/axr'), settings.axrTenant, (user) => ['allusers', user.sub])
enter(io.of('/Zürich ☃'), settings.axrTenant)
enter(io.of(/^\/[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/))
console.log(`http://127.0.0.1:${port}`)

async function adapter() {
  if (settings.adapter === 'memory') return undefined
  const client = createClient({ url: settings.redis })
  await client.connect()
  if (settings.adapter === 'streams') return createStreamsAdapter(client)
  const subscriber = client.duplicate()
  await subscriber.connect()
  return createAdapter(client, subscriber, { key: settings.key, requestsTimeout: 3000 })
}

/** Who may enter, and what is heard there. */
function enter(namespace, tenant, rooms = (user) => [`user/${user.sub}`]) {
  namespace.use((socket, next) => {
    const user = caller(socket)
    const wanted = tenant ?? socket.nsp.name.slice(1)
    socket.data.user = user ?? { sub: 'nobody' }
    if (socket.nsp.name === '/' && socket.conn.protocol === 3) return next() // it has not asked; it gets no rights
    if (user && (user.tenant === wanted || user.tenant === 'core')) return next()
    next(Object.assign(new Error('not authorized'), { data: { code: user ? 'forbidden' : 'unauthorized' } }))
  })
  namespace.on('connection', (socket) => {
    const { user } = socket.data
    const asked = [socket.handshake.query.stream ?? []].flat()
    socket.join([...rooms(user), ...asked.map((id) => `stream/${id}`)])
    socket.onAny((...event) => accept(socket, event))
    if (!user.exp) return
    const expiry = setTimeout(() => socket.disconnect(), user.exp * 1000 - Date.now())
    socket.on('disconnect', () => clearTimeout(expiry))
  })
}

function caller({ handshake }) {
  const { auth, headers, query } = handshake
  const text = auth.token ?? headers.authorization?.replace(/^Bearer /, '') ?? query.token
  return typeof text === 'string' ? verified(text) : undefined
}

function verified(text) {
  const [header, claims, signature] = text.split('.')
  const wanted = createHmac('sha256', settings.secret).update(`${header}.${claims}`).digest('base64url')
  if (signature !== wanted) return undefined
  const user = JSON.parse(Buffer.from(claims, 'base64url'))
  return user.exp * 1000 > Date.now() ? user : undefined
}

/** An event of a client becomes an event of the log, if its role allows it. */
function accept(socket, [name, ...args]) {
  const ack = typeof args.at(-1) === 'function' ? args.at(-1) : () => {}
  const [namespace, type] = name.split(':')
  if (!socket.data.user.roles?.includes('event-sender') || !type) return ack({ code: 'forbidden' })
  deliver(socket.nsp.name.slice(1), { namespace, name: type, payload: args[0] })
  ack({ id: 'x', position: '0-0' })
}

function deliver(tenant, { namespace, name, payload, to }) {
  const type = `${namespace}:${name}`
  const rooms = to ? [to.replace(/^room\//, '')] : [...(streams.get(tenant) ?? [])].filter(([, of]) => of.includes(type)).map(([id]) => `stream/${id}`)
  for (const room of rooms) io.of(`/${tenant}`).to(room).emit(type, { tenant, namespace, name, payload })
}

/** The publisher's doors, and a route like any other. */
async function serve(from, answer) {
  if (from.url.startsWith('/socket.io/')) return // Engine.IO's listener has it
  const body = await text(from)
  const json = (status, value) => answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  if (from.url === '/health') return json(200, { status: 'UP' })
  const user = verified(from.headers.authorization?.replace(/^Bearer /, '') ?? '')
  if (!user) return json(401, {})
  const definition = /^\/v1\/streams\/(.+)$/.exec(from.url)
  if (definition && from.method === 'PUT') {
    const types = JSON.parse(body).events.map((event) => `${event.namespace}:${event.name}`)
    streams.set(user.tenant, new Map(streams.get(user.tenant)).set(definition[1], types))
    return json(201, {})
  }
  if (from.url !== '/v1/events' || from.method !== 'POST') return json(404, {})
  ;[JSON.parse(body)].flat().forEach((event) => deliver(user.tenant, event))
  json(202, {})
}

async function text(from) {
  const chunks = []
  for await (const chunk of from) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The sid says who has the session; requests that come to another one are forwarded. Node has nothing like it. */
function routeByOwner() {
  io.engine.generateId = () => `${port}~${createHmac('sha256', String(Math.random())).update('').digest('base64url').slice(0, 24)}`
  const owner = (from) => /[?&]sid=(\d+)(?:~|%7E)/.exec(from.url)?.[1]
  const isForeign = (from) => owner(from) && owner(from) !== String(port) && !from.headers['logcast-forwarded']
  const forward = (from) =>
    request({ hostname: '127.0.0.1', port: owner(from), method: from.method, path: from.url, headers: { ...from.headers, 'logcast-forwarded': port } })

  const [ours] = http.listeners('request').slice(-1)
  http.removeListener('request', ours).on('request', (from, answer) => {
    if (!isForeign(from)) return ours(from, answer)
    const forwarded = forward(from)
    forwarded.on('response', (got) => got.pipe(answer.writeHead(got.statusCode, got.headers)))
    forwarded.on('error', () => answer.writeHead(400).end('{"code":1,"message":"Session ID unknown"}'))
    answer.on('close', () => forwarded.destroy())
    from.pipe(forwarded)
  })
  const [upgrade] = http.listeners('upgrade')
  http.removeListener('upgrade', upgrade).on('upgrade', (from, client, head) => {
    if (!isForeign(from)) return upgrade(from, client, head)
    const forwarded = forward(from)
    forwarded.on('error', () => client.destroy())
    forwarded.on('response', () => client.destroy())
    forwarded.on('upgrade', (got, upstream) => {
      const lines = got.rawHeaders.map((part, i) => part + (i % 2 ? '\r\n' : ': ')).join('')
      client.write(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\n`)
      upstream.pipe(client).pipe(upstream)
      client.on('error', () => {}).on('close', () => upstream.destroy())
      upstream.on('error', () => {}).on('close', () => client.destroy())
    })
    forwarded.end()
  })
}
