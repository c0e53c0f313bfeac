// Points 23 and 24: who may enter, and for how long.
import { client, connect, connected, events, numbers, refused, TRANSPORTS } from './lib/clients.mjs'
import { assert, check, done, until } from './lib/check.mjs'
import { Polling, RawSocket } from './lib/raw.mjs'
import { fresh, publish, token } from './lib/environment.mjs'

const bearer = (text) => ({ Authorization: `Bearer ${text}` })
const WAYS = {
  payload: (text) => ({ auth: { token: text } }),
  header: (text) => ({ auth: {}, extraHeaders: bearer(text) }),
  query: (text) => ({ auth: {}, query: { token: text } }),
}

for (const [way, options] of Object.entries(WAYS)) {
  for (const transport of Object.keys(TRANSPORTS)) {
    await check(`socketIo_23_tokenIn_${way}_suffices_${transport}`, async (use) => {
      const tenant = fresh('t')
      const socket = await connect(use, tenant, { transports: TRANSPORTS[transport], ...options(token(tenant)) })
      await publish(tenant, { payload: { n: 1 }, to: 'user/ann' })
      await events(socket, 'shop:ordered', 1)
    })
  }
}

await check('socketIo_23_payload_comesBeforeHeaderBeforeQuery', async (use) => {
  const [a, b, c] = [fresh('a'), fresh('b'), fresh('c')]
  const all = { auth: { token: token(a) }, extraHeaders: bearer(token(b)), query: { token: token(c) } }
  await connect(use, a, all)
  await refused(client(use, b, { ...all, namespace: `/${b}` }))
  await refused(client(use, c, { ...all, namespace: `/${c}` }))
  await connect(use, b, { ...all, auth: {} })
  await refused(client(use, c, { ...all, auth: {} }))
})

await check('socketIo_23_headerOfTheFirstRequest_holdsForTheSession', async (use) => {
  const tenant = fresh('t')
  const polling = use(await Polling.open({ headers: bearer(token(tenant)) })) // later requests have no such header
  await polling.post(`40/${tenant},`)
  assert.ok((await polling.packets())[0].startsWith(`40/${tenant},{`))
})

await check('socketIo_23_refusal_saysWhyAndNoMore', async (use) => {
  const tenant = fresh('t')
  const cases = {
    'no payload': undefined,
    'no token': {},
    'no text': { token: 7 },
    garbage: { token: 'x.y.z' },
    expired: { token: token(tenant, { seconds: -10 }) },
    'another tenant': { token: token(fresh('other')) },
    'wrong signature': { token: `${token(tenant).slice(0, -8)}AAAAAAAA` },
    'no signature': { token: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token(tenant).split('.')[1]}.` },
  }
  for (const [name, auth] of Object.entries(cases)) {
    const socket = use(await RawSocket.open())
    socket.send(auth === undefined ? `40/${tenant},` : `40/${tenant},${JSON.stringify(auth)}`)
    const frame = await socket.next()
    assert.ok(frame.startsWith(`44/${tenant},{`), `${name}: ${frame}`)
    const refusal = JSON.parse(frame.slice(frame.indexOf('{')))
    assert.equal(typeof refusal.message, 'string')
    assert.deepEqual(Object.keys(refusal).filter((key) => !['message', 'data'].includes(key)), [])
    assert.doesNotMatch(frame, /Exception|at |eyJ|secret/, name)
    assert.equal(socket.isClosed, false, name)
  }
})

await check('socketIo_23_whoWasRefused_hearsNothingOfTheNamespace', async (use) => {
  const [mine, theirs] = [fresh('t'), fresh('t')]
  const socket = use(await RawSocket.open())
  const pass = { token: token(mine) }
  await socket.enter(`/${mine}`, pass)
  assert.ok((await socket.enter(`/${theirs}`, pass)).startsWith(`44/${theirs},`))
  const witness = await connect(use, theirs)
  await publish(theirs, { payload: { n: 1 }, to: 'user/ann' })
  await events(witness, 'shop:ordered', 1)
  await publish(mine, { payload: { n: 2 }, to: 'user/ann' })
  const frame = await socket.next()
  assert.ok(frame.startsWith(`42/${mine},`), frame)
  socket.send(`42/${theirs},["x"]`) // it is not in there
  await socket.closed()
})

await check('socketIo_23_callersOfCore_enterEveryNamespace', async (use) => {
  const tenant = fresh('t')
  await connect(use, tenant, { auth: { token: token('core') } })
  await connect(use, 'core', { namespace: '/', auth: { token: token('core') } })
  await refused(client(use, tenant, { namespace: '/' }))
})

await check('socketIo_23_eachNamespaceOfAConnection_hasItsOwnCaller', async (use) => {
  const [a, b] = [fresh('t'), fresh('t')]
  const socket = use(await RawSocket.open())
  assert.ok((await socket.enter(`/${a}`, { token: token(a) })).startsWith('40'))
  assert.ok((await socket.enter(`/${b}`, { token: token(b, { sub: 'bob' }) })).startsWith('40'))
  await publish(b, { payload: { n: 1 }, to: 'user/ann' }, { payload: { n: 2 }, to: 'user/bob' })
  const frame = await socket.next()
  assert.match(frame, /"n":2/)
})

await check('socketIo_24_expiredToken_endsTheNamespaceAlone', async (use) => {
  const [a, b] = [fresh('t'), fresh('t')]
  const socket = use(await RawSocket.open())
  assert.ok((await socket.enter(`/${a}`, { token: token(a, { seconds: 5 }) })).startsWith('40'))
  assert.ok((await socket.enter(`/${b}`, { token: token(b) })).startsWith('40'))
  assert.equal(await socket.next(), `41/${a},`)
  await publish(b, { payload: { n: 1 }, to: 'user/ann' })
  assert.ok((await socket.next()).startsWith(`42/${b},`))
})

await check('socketIo_24_expiredToken_isAServerDisconnectForTheClient', async (use) => {
  const tenant = fresh('t')
  const socket = await connect(use, tenant, { auth: { token: token(tenant, { seconds: 5 }) } })
  await until(() => socket.reason === 'io server disconnect', () => `the disconnect, not ${socket.reason}`)
})

await check('socketIo_24_recovery_asksForTheTokenAgain', async (use) => {
  const tenant = fresh('t')
  let text = token(tenant)
  const socket = await connect(use, tenant, { auth: (give) => give({ token: text }) })
  await publish(tenant, { payload: { n: 1 }, to: 'user/ann' })
  await events(socket, 'shop:ordered', 1)
  text = token(tenant, { seconds: -10 })
  socket.io.engine.close()
  await until(() => socket.refusal, 'the refusal')
  await publish(tenant, { payload: { n: 2 }, to: 'user/ann' })
  assert.deepEqual(numbers(socket), [1])
  assert.equal(socket.recovered, false)
  text = token(tenant)
  await connected(socket.connect())
})

done()
