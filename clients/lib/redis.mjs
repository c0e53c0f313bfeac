// Emitters and Node servers that know the gateway only through Redis.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { createAdapter, createShardedAdapter } from '@socket.io/redis-adapter'
import { createAdapter as createStreamsAdapter } from '@socket.io/redis-streams-adapter'
import { createClient } from 'redis'
import { Server } from 'socket.io'
import { until } from './check.mjs'
import { connect } from './clients.mjs'
import { redisKey, redisUrl } from './environment.mjs'

const require = createRequire(import.meta.url)

export async function redisClient(use) {
  const client = createClient({ url: redisUrl })
  client.on('error', () => {})
  await client.connect()
  use(() => client.disconnect())
  return client
}

/** The npm packages that emit, by version; each makes an emitter from a connected client. */
export const emitters = {
  '1.1.0': legacy('socket.io-emitter-1.1'),
  '2.0.0': legacy('socket.io-emitter-2.0'),
  '3.0.1': legacy('socket.io-emitter-3.0'),
  '3.1.1': legacy('socket.io-emitter-3.1'),
  '3.2.0': legacy('socket.io-emitter-3.2'),
  '4.0.0': modern('redis-emitter-4.0'),
  '4.1.1': modern('redis-emitter-4.1'),
  '5.1.0': modern('redis-emitter-5.1'),
}

// They take any client with publish(), and the old ones know a client by its hset; redis 4 wants texts or Buffers.
const publisher = (client) => ({ hset() {}, publish: (channel, message) => void client.publish(channel, bytes(message)) })
const bytes = (message) => (typeof message === 'string' ? message : Buffer.from(message))

function legacy(name) {
  return (client, key = redisKey) => require(name)(publisher(client), { key })
}

function modern(name) {
  return (client, key = redisKey) => new (require(name).Emitter)(publisher(client), { key })
}

/** The newest emitter: what a service would use as its API to the gateway. */
export async function emitter(use) {
  return emitters['5.1.0'](await redisClient(use))
}

/** A Node server beside the gateway; admits everybody. */
export async function nodeServer(use, options = {}) {
  const [pub, sub] = [await redisClient(use), await redisClient(use)]
  return serverWith(use, createAdapter(pub, sub, { key: redisKey, requestsTimeout: 3000, ...options }))
}

/** The same, meeting others through a stream. */
export async function streamsServer(use, options = {}) {
  return serverWith(use, createStreamsAdapter(await redisClient(use), options))
}

/** The same, meeting others on sharded channels. */
export async function shardedServer(use, options = {}) {
  return serverWith(use, createShardedAdapter(await redisClient(use), await redisClient(use), options))
}

async function serverWith(use, adapter) {
  const http = createServer()
  const io = new Server(http, { adapter })
  await new Promise((listening) => http.listen(0, '127.0.0.1', listening))
  use(() => new Promise((closed) => io.close(closed)))
  return { io, url: `http://127.0.0.1:${http.address().port}` }
}

/** How many take part in a namespace, as Node counts them. */
export async function peers(client, namespace) {
  const channel = `${redisKey}-request#${namespace}#`
  return (await client.pubSubNumSub(channel))[channel]
}

/** A Node server and a client of the gateway in one namespace; they can only meet through Redis. */
export async function beside(use, tenant, options) {
  const redis = await redisClient(use)
  const { io } = await nodeServer(use)
  const node = io.of(`/${tenant}`)
  const socket = await connect(use, tenant, options)
  await until(async () => (await peers(redis, `/${tenant}`)) >= 2, 'two servers in the namespace')
  return { node, socket }
}
