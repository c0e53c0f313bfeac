// ADSP's namespaces, with the client of its SDKs and pages: socket.io-client 4.
import { io } from 'socket.io-client'
import { client, connect, events, Manager, record, connected, refused, TRANSPORTS } from '../../lib/clients.mjs'
import { assert, check, done, until } from '../../lib/check.mjs'
import { adspToken, define, send } from '../../lib/adsp.mjs'
import { fresh, path, url } from '../../lib/environment.mjs'
import { RawSocket } from '../../lib/raw.mjs'

const bearer = (token) => ({ Authorization: `Bearer ${token}` })
const NOBODY = { auth: {} }

/** A tenant with a stream for clerks. */
async function tenantWithStream(id = 's', definition) {
  const tenant = fresh('t')
  await define(tenant, id, definition)
  return tenant
}

for (const [name, transports] of Object.entries(TRANSPORTS)) {
  await check(`adsp_06_authToken_hearsTheStream_${name}`, async (use) => {
    const tenant = await tenantWithStream()
    const socket = await connect(use, tenant, { transports, query: { stream: 's' }, auth: { token: adspToken(tenant) } })
    await send(tenant, { correlationId: 'c1', context: { appKey: 'a' }, payload: { ok: true } })
    const [event] = await events(socket, 'health:checked', 1)
    assert.deepEqual(event, [
      'health:checked',
      {
        namespace: 'health',
        name: 'checked',
        tenantId: `urn:ads:platform:tenant-service:v2:/tenants/${tenant}`,
        correlationId: 'c1',
        context: { appKey: 'a' },
        timestamp: '2021-10-12T15:03:50.000Z',
        payload: { ok: true },
      },
    ])
  })

  await check(`adsp_06_authorizationHeader_hearsTheStream_${name}`, async (use) => {
    const tenant = await tenantWithStream()
    const socket = await connect(use, tenant, {
      transports,
      query: { stream: 's' },
      extraHeaders: bearer(adspToken(tenant)),
      ...NOBODY,
    })
    await send(tenant, { payload: { n: 1 } })
    assert.equal((await events(socket, 'health:checked', 1))[0][1].payload.n, 1)
  })
}

await check('adsp_06_theDocumentsSnippet_hearsTheStream', async (use) => {
  const tenantId = await tenantWithStream()
  const [streamId, accessToken] = ['s', adspToken(tenantId)]
  const [eventNamespace, eventName] = ['health', 'checked']
  const heard = []
  const socket = io(`${url}/${tenantId}?stream=${streamId}`, {
    withCredentials: true,
    extraHeaders: {
      Authorization: `Bearer ${accessToken}`,
    },
  })
  use(socket)
  socket.on(`${eventNamespace}:${eventName}`, (event) => {
    heard.push(event)
  })
  await connected(record(socket))
  await send(tenantId, { payload: { n: 7 } })
  await until(() => heard.length, 'an event')
  assert.equal(heard[0].payload.n, 7)
})

await check('adsp_06_tenantsName_mayHaveSpacesAndCapitals', async (use) => {
  const suffix = fresh('x').slice(2)
  const tenant = `My Tenant ${suffix}`
  await define(tenant, 's')
  for (const namespace of [`/my-tenant-${suffix}`, `/My Tenant ${suffix}`]) {
    const socket = await connect(use, tenant, { namespace, query: { stream: 's' }, auth: { token: adspToken(tenant) } })
    await send(tenant, { payload: { namespace } })
    assert.equal((await events(socket, 'health:checked', 1))[0][1].payload.namespace, namespace)
  }
})

await check('adsp_06_mappedEvent_isCalledAsItsMapSays', async (use) => {
  const map = { name: 'payload.kind', v: 'payload.v' }
  const tenant = await tenantWithStream('s', { events: [{ namespace: 'health', name: 'checked', map }] })
  const socket = await connect(use, tenant, { query: { stream: 's' }, auth: { token: adspToken(tenant) } })
  await send(tenant, { payload: { kind: 'renamed', v: 1 } })
  const [event] = await events(socket, 'health:renamed', 1)
  assert.deepEqual(Object.keys(event[1]), ['tenantId', 'namespace', 'name', 'v'])
})

// Its server let namespaces of one connection overwrite each other's user, query and stream.
await check('adsp_06_namespacesOfOneConnection_areDecidedEachForItself', async (use) => {
  const [mine, theirs] = [await tenantWithStream(), await tenantWithStream()]
  const manager = new Manager(url, { path, query: { stream: 's' } })
  use(() => manager._close())
  const known = await connected(record(manager.socket(`/${mine}`, { auth: { token: adspToken(mine) } })))
  const nobody = record(manager.socket(`/${theirs}`))
  assert.equal((await refused(nobody)).message, 'User undefined (ID: undefined) not permitted to connect stream.')
  await send(theirs, { payload: { n: 1 } })
  await send(mine, { payload: { n: 2 } })
  assert.deepEqual((await events(known, 'health:checked', 1)).map((event) => event[1].payload.n), [2])
  assert.deepEqual(nobody.got, [])
})

await check('adsp_08_root_withoutToken_isNotAuthorized', async (use) => {
  const refusal = await refused(client(use, 'any', { namespace: '/', query: { stream: 's' }, ...NOBODY }))
  assert.equal(refusal.message, 'User not authorized to connect.')
})

await check('adsp_08_nameThatNoTenantHas_isInvalid', async (use) => {
  const refusal = await refused(client(use, 'any', { namespace: '/bad_name', query: { stream: 's' }, ...NOBODY }))
  assert.equal(refusal.message, 'Invalid namespace')
})

await check('adsp_08_forbiddenStream_saysWhoAndNoMore', async (use) => {
  const tenant = await tenantWithStream()
  const socket = use(await RawSocket.open({ query: { stream: 's' } }))
  const enter = async (auth) => {
    socket.send(`40/${tenant},${JSON.stringify(auth)}`)
    return socket.next()
  }
  assert.equal(
    await enter({ token: adspToken(tenant, { roles: ['other'] }) }),
    `44/${tenant},{"message":"User Ann Lee (ID: u-1) not permitted to connect stream."}`,
  )
  assert.equal(await enter({}), `44/${tenant},{"message":"User undefined (ID: undefined) not permitted to connect stream."}`)
})

await check('adsp_08_unknownStreamAndTenant_areNamed', async (use) => {
  const tenant = await tenantWithStream()
  const pass = { auth: { token: adspToken(tenant) } }
  const unknown = await refused(client(use, tenant, { query: { stream: 'x' }, ...pass }))
  assert.equal(unknown.message, "stream with ID 'x' could not be found.")
  const nowhere = await refused(client(use, tenant, { namespace: `/${fresh('nowhere')}`, query: { stream: 's' }, ...NOBODY }))
  assert.equal(nowhere.message, 'No tenant specified for request.')
})

await check('adsp_08_success_isTheSidAlone', async (use) => {
  const tenant = await tenantWithStream()
  const socket = use(await RawSocket.open({ query: { stream: 's' } }))
  socket.send(`40/${tenant},${JSON.stringify({ token: adspToken(tenant) })}`)
  assert.match(await socket.next(), new RegExp(`^40/${tenant},{"sid":"[^"]+"}$`))
})

await check('adsp_09_coreUser_inRoot_hearsAllTenants_andATenantsUserTheirOwn', async (use) => {
  const stream = fresh('s')
  const [a, b] = [await tenantWithStream(stream), await tenantWithStream(stream)]
  const root = { namespace: '/', query: { stream }, transports: ['websocket'] }
  const core = await connect(use, 'core', { ...root, auth: { token: adspToken('core') } })
  const own = await connect(use, a, { ...root, auth: { token: adspToken(a) } })
  for (const [tenant, n] of [[b, 1], [a, 2], [b, 3], [a, 4]]) await send(tenant, { payload: { n } })
  const numbers = (list) => list.map((event) => event[1].payload.n)
  assert.deepEqual(numbers(await events(core, 'health:checked', 4)).sort(), [1, 2, 3, 4])
  assert.deepEqual(numbers(await events(own, 'health:checked', 2)), [2, 4])
  assert.deepEqual(new Set(core.got.map((event) => event[1].tenantId.split('/').at(-1))), new Set([a, b]))
})

for (const [name, change] of Object.entries({ expired: { seconds: -10 }, ofAnotherAudience: { aud: 'urn:ads:platform:file-service' } })) {
  await check(`adsp_10_token_${name}_isNobodys`, async (use) => {
    const tenant = await tenantWithStream()
    await define(tenant, 'open', { publicSubscribe: true })
    const pass = { auth: { token: adspToken(tenant, change) } }
    const socket = await connect(use, tenant, { query: { stream: 'open' }, ...pass })
    await send(tenant, { payload: { n: 1 } })
    await events(socket, 'health:checked', 1)
    const refusal = await refused(client(use, tenant, { query: { stream: 's' }, ...pass }))
    assert.equal(refusal.message, 'User undefined (ID: undefined) not permitted to connect stream.')
  })
}

await check('adsp_14_cursors_whenAskedFor_recoverTheSession', async (use) => {
  const tenant = await tenantWithStream()
  const socket = await connect(use, tenant, { query: { stream: 's', cursors: 'true' }, auth: { token: adspToken(tenant) } })
  await send(tenant, { payload: { n: 1 } })
  const [first] = await events(socket, 'health:checked', 1)
  assert.equal(typeof first[2], 'string')
  socket.io.engine.close()
  await send(tenant, { payload: { n: 2 } })
  await events(socket, 'health:checked', 2)
  await until(() => socket.recovered, 'recovered') // its CONNECT comes behind what it has missed
})

done()
