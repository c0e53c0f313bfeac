// Point 36: gateways behind a load balancer that knows nothing of sessions. Node: the reference routes by the owner in the sid.
import { randomBytes } from 'node:crypto'
import { connect, events, numbers, TRANSPORTS } from './lib/clients.mjs'
import { assert, check, done, until } from './lib/check.mjs'
import { roundRobin } from './lib/proxy.mjs'
import { Polling, RawSocket, request } from './lib/raw.mjs'
import { fresh, publish, token, urls } from './lib/environment.mjs'

for (const [name, transports] of Object.entries(TRANSPORTS)) {
  for (const generation of [4, 2]) {
    await check(`socketIo_36_roundRobin_client${generation}_connectsAndHears_${name}`, async (use) => {
      const { url } = await roundRobin(use, urls)
      for (let i = 0; i < 4; i++) {
        const tenant = fresh('t')
        const socket = await connect(use, tenant, { base: url, generation, transports, reconnection: false })
        await publish(tenant, { payload: { n: 1 }, to: 'user/ann' })
        await events(socket, 'shop:ordered', 1)
        if (name === 'default') await until(() => socket.io.engine.transport.name === 'websocket', 'the upgrade')
        await publish(tenant, { payload: { n: 2 }, to: 'user/ann' })
        await events(socket, 'shop:ordered', 2)
        assert.deepEqual(numbers(socket), [1, 2])
        assert.equal(socket.reason, undefined)
      }
    }, { beyondNode: 'in a new namespace its servers hear of each other a moment too late' })
  }
}

await check('socketIo_36_sessionOfAnotherGateway_isForwarded', async (use) => {
  const tenant = fresh('t')
  const polling = use(await Polling.open({ base: urls[0] }))
  polling.base = urls.at(-1)
  assert.match(await polling.enter(`/${tenant}`, { token: token(tenant) }), new RegExp(`^40/${tenant},`))
  const bad = await polling.postBody('x'.repeat(2_000_000)).catch((e) => ({ status: e.cause?.code }))
  assert.ok([413, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(bad.status), String(bad.status))
})

await check('socketIo_36_abortedForwardedPoll_endsTheSession', async () => {
  const tenant = fresh('t')
  await until(async () => {
    const polling = await Polling.open({ base: urls[0] })
    polling.base = urls.at(-1)
    await polling.enter(`/${tenant}`, { token: token(tenant) }) // so that nothing else ends the session
    return polling.endsWithItsPoll()
  }, 'a session that ends with its poll')
})

await check('socketIo_36_forgedOwner_isCode1', async (use) => {
  const random = () => randomBytes(18).toString('base64url')
  const { sid } = await Polling.open({ base: urls[0] })
  const owner = sid.split('~')[0]
  const forged = [
    `zzzz9999~${random()}`,
    `${owner}~${random()}`,
    `127.0.0.1:6379~${random()}`,
    `http://127.0.0.1:6379/~${random()}`,
    `..%2f..~${random()}`,
    `~${random()}`,
    `${owner}~`,
    `${'a'.repeat(1000)}~x`,
  ]
  for (const base of urls) {
    for (const wrong of forged) {
      for (const method of ['GET', 'POST']) {
        const answer = await request(method, { EIO: 4, transport: 'polling', sid: wrong }, { base })
        assert.equal(answer.status, 400, `${method} ${wrong}`)
        assert.equal(answer.json().code, 1, `${method} ${wrong}`)
      }
      const socket = use(new RawSocket({ sid: wrong }, { base }))
      await socket.closed()
    }
  }
}, { beyondNode: 'the forwarding of the reference is too simple' })

done()
