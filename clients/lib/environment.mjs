// Where the gateway under test is, and who we are to it.
import { createHmac, randomBytes } from 'node:crypto'

const given = (name, otherwise) => process.env[name] ?? otherwise

/** The gateways, in any order; most scripts need one. */
export const urls = given('LOGCAST_URLS', 'http://127.0.0.1:8080').split(',')
export const url = urls[0]
export const publishUrl = given('LOGCAST_PUBLISH_URL', url)
export const redisUrl = given('LOGCAST_REDIS', 'redis://127.0.0.1:6379')
export const redisKey = given('LOGCAST_REDIS_KEY', 'socket.io')
export const path = given('LOGCAST_PATH', '/socket.io/')
/** The tenant of the static namespace /axr. */
export const axrTenant = given('LOGCAST_AXR_TENANT', 'axr')
/** Milliseconds, as the gateway is configured. */
export const connectTimeout = Number(given('LOGCAST_CONNECT_TIMEOUT', '45000'))
export const upgradeTimeout = Number(given('LOGCAST_UPGRADE_TIMEOUT', '10000'))
/** An origin that the gateway admits. */
export const origin = given('LOGCAST_ORIGIN', 'http://localhost:7777')

const secret = given('LOGCAST_JWT_SECRET', 'a-secret-for-tests-that-has-more-than-32-bytes')
const base64 = (value) => Buffer.from(value).toString('base64url')

/** A name that nothing else has: checks share a gateway, never a tenant or a room. */
export const fresh = (prefix) => `${prefix}-${randomBytes(6).toString('hex')}`

/** Any claims, HS256. */
export function sign(claims, by = secret) {
  const content = `${base64('{"alg":"HS256","typ":"JWT"}')}.${base64(JSON.stringify(claims))}`
  return `${content}.${createHmac('sha256', by).update(content).digest('base64url')}`
}

/** The `exp` of a token that ends then; negative for one that has expired. */
export const expiry = (seconds) => Math.floor(Date.now() / 1000) + seconds

/** Valid for an hour. */
export const token = (tenant, { sub = 'ann', roles = ['stream-listener'], seconds = 3600 } = {}) =>
  sign({ tenant, sub, roles, exp: expiry(seconds) })

async function call(method, where, tenant, body) {
  const authorization = `Bearer ${token(tenant, { sub: 'publisher', roles: ['event-sender', 'stream-admin'] })}`
  const answer = await fetch(publishUrl + where, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${await answer.text()}`)
}

/** Publishes one event of the type shop:<name>, or several; they arrive in this order. `to` is "room/…" or "user/…". */
export const publish = (tenant, ...events) =>
  call(
    'POST',
    '/v1/events',
    tenant,
    events.map(({ name = 'ordered', payload = {}, to }) => ({ namespace: 'shop', name, payload, to, key: 'one' })),
  )

/** A stream that shows all shop:ordered events of a tenant. */
export async function defineStream(tenant, id = 'orders') {
  const events = [{ namespace: 'shop', name: 'ordered' }]
  await call('PUT', `/v1/streams/${id}`, tenant, { name: id, subscriberRoles: [], events })
  return id
}
