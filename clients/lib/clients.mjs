// Clients of npm, each of which keeps what it hears.
import { createRequire } from 'node:module'
import { io as io4, Manager } from 'socket.io-client'
import { assert, until, elapse } from './check.mjs'
import { path, token, url } from './environment.mjs'

const require = createRequire(import.meta.url)

export { Manager }

export const generations = {
  4: io4,
  3: require('socket.io-client-3').io,
  2: require('socket.io-client-2'),
}

export const TRANSPORTS = {
  default: ['polling', 'websocket'],
  websocket: ['websocket'],
  polling: ['polling'],
}

/** A client that is being connected. Generation 2 knows no payload: its token goes into the query. */
export function client(use, tenant, { namespace = `/${tenant}`, generation = 4, base = url, query = {}, auth, sub, ...options } = {}) {
  const pass = auth ?? { token: token(tenant, { sub }) }
  const all = generation === 2 ? { ...query, ...pass } : query
  const socket = generations[generation](base + namespace, {
    path,
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 100,
    query: all,
    auth: pass,
    ...options,
  })
  use(() => (socket.io ?? socket).engine?.close?.() ?? socket.close())
  use(() => socket.close())
  return record(socket)
}

/** Keeps events as [name, ...arguments], errors, and the connects, in the order in which an application sees them. */
export function record(socket) {
  socket.got = []
  socket.log = []
  const onevent = socket.onevent
  socket.onevent = function (packet) {
    socket.got.push([...(packet.data ?? [])])
    return onevent.call(socket, packet)
  }
  socket.onAny?.((...event) => socket.log.push(event))
  socket.on('connect', () => socket.log.push('connect'))
  socket.on('connect_error', (e) => (socket.refusal = e))
  socket.on('error', (e) => (socket.refusal ??= e)) // what generation 2 calls it
  socket.on('disconnect', (reason) => (socket.reason = reason))
  return socket
}

export async function connected(socket, patience) {
  await until(
    () => {
      if (socket.refusal && !socket.active) throw new Error(`refused: ${socket.refusal.message ?? socket.refusal}`)
      return socket.connected
    },
    () => `connected; refusal: ${socket.refusal?.message ?? socket.refusal}`,
    patience,
  )
  return socket
}

export const connect = (use, tenant, options) => connected(client(use, tenant, options))

/** The refusal of a namespace. */
export async function refused(socket) {
  await until(() => socket.refusal, 'a refusal')
  assert.equal(socket.connected, false)
  return socket.refusal
}

/** The events of a name, once there are that many. */
export async function events(socket, name, count, patience) {
  const named = () => socket.got.filter((event) => event[0] === name)
  await until(() => named().length >= count, () => `${count} of ${name}; there are ${JSON.stringify(socket.got).slice(0, 500)}`, patience)
  return named()
}

/** What is volatile is dropped while a connection is busy, with its upgrade for one: emits until it has come. */
export async function insist(socket, name, emit) {
  await until(async () => {
    emit()
    await elapse(20)
    return socket.got.some((event) => event[0] === name)
  }, `a volatile ${name}`)
}

/** Equal, apart from the offset that recovery appends. */
export function assertEvent(actual, expected) {
  const offset = actual.slice(expected.length)
  assert.deepEqual(actual.slice(0, expected.length), expected)
  assert.ok(offset.length === 0 || (offset.length === 1 && typeof offset[0] === 'string'), `too much: ${JSON.stringify(actual)}`)
}

/** What a published event says; a stream shows it in its envelope. */
export const payload = (event) => event[1].payload ?? event[1]
export const numbers = (socket, name = 'shop:ordered') => socket.got.filter((event) => event[0] === name).map((event) => payload(event).n)
