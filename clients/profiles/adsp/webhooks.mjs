// A receiver of webhooks as its makers would write it: node:http, and the library of Standard Webhooks from npm.
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { assert, check, done, until } from '../../lib/check.mjs'
import { fresh, publish, publishUrl, token } from '../../lib/environment.mjs'

/** Keeps what comes, and answers each request by its turn. */
async function receiver(use, statuses) {
  const requests = []
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    response.writeHead(statuses[requests.length - 1] ?? 204).end()
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  use(() => server.closeAllConnections())
  use(server)
  return { requests, url: `http://127.0.0.1:${server.address().port}/hook` }
}

async function define(tenant, url, more = {}) {
  const answer = await fetch(`${publishUrl}/v1/webhooks/hook`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token(tenant, { roles: ['stream-admin'] })}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ url, events: [{ namespace: 'shop', name: 'ordered' }], ...more }),
  })
  assert.equal(answer.status, 201)
  return (await answer.json()).secret
}

await check('adsp_13_signature_isVerifiedByTheLibraryOfNpm', async (use) => {
  const tenant = fresh('hooks')
  const { requests, url } = await receiver(use, [])
  const webhook = new Webhook(await define(tenant, url, { form: 'adsp' }))
  await publish(tenant, { payload: { total: 1.1, text: 'Grüße \u{1F600}' } })

  const [request] = await until(() => requests.length && requests, 'a request')
  const event = webhook.verify(request.body, request.headers)
  assert.deepEqual(event.payload, { total: 1.1, text: 'Grüße \u{1F600}' })
  assert.equal(event.tenantId.resource, `/tenants/${tenant}`)
  assert.throws(() => webhook.verify(request.body + ' ', request.headers))
  assert.throws(() => webhook.verify(request.body, { ...request.headers, 'webhook-id': 'msg_other' }))
})

await check('adsp_13_retry_isSignedAnewUnderTheSameId', async (use) => {
  const tenant = fresh('hooks')
  const { requests, url } = await receiver(use, [500])
  const webhook = new Webhook(await define(tenant, url))
  await publish(tenant, {})

  await until(() => requests.length >= 2, 'two requests')
  requests.forEach(({ body, headers }) => webhook.verify(body, headers))
  assert.equal(requests[0].headers['webhook-id'], requests[1].headers['webhook-id'])
})

done()
