// Tokens and streams as ADSP has them.
import { expiry, publishUrl, sign, token as native } from './environment.mjs'

/** What Keycloak would issue in the realm of a tenant. */
export function adspToken(tenant, { sub = 'u-1', name = 'Ann Lee', roles = ['clerk'], aud = 'urn:ads:platform:push-service', seconds = 3600 } = {}) {
  return sign({
    iss: `https://access.example/auth/realms/${tenant}`,
    sub,
    name,
    aud: ['account', aud],
    exp: expiry(seconds),
    realm_access: { roles },
    resource_access: { account: { roles: ['view-profile'] } },
  })
}

/** A stream of all health:checked events. */
export async function define(tenant, id, definition = {}) {
  const events = [{ namespace: 'health', name: 'checked' }]
  await call('PUT', `/v1/streams/${id}`, tenant, { subscriberRoles: ['clerk'], events, ...definition })
  return id
}

/** Through ADSP's own door. */
export async function send(tenant, event) {
  const body = { namespace: 'health', name: 'checked', timestamp: '2021-10-12T15:03:50.000Z', payload: {}, ...event }
  await call('POST', '/event/v1/events', adspToken(tenant, { roles: ['event-sender'] }), body)
}

async function call(method, where, who, body) {
  const bearer = who.includes('.') ? who : native(who, { roles: ['stream-admin'] })
  const answer = await fetch(publishUrl + where, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${await answer.text()}`)
}
