// The later generation of AcceleratXR's push service: WebSockets without Socket.IO, channels of Redis without a prefix. The
// first two gateways are one cluster; the third admits pages of any origin, but not their cookies.
import { WebSocket } from 'ws'
import { assert, check, done, until } from '../../lib/check.mjs'
import { emitters, redisClient } from '../../lib/redis.mjs'
import { axrTenant, expiry, fresh, origin, publish, sign, token as nativeToken, urls } from '../../lib/environment.mjs'

const [first, second, open] = urls
const SECRET = process.env.LOGCAST_AXR_SECRET
const UNAUTHENTICATED = 'Invalid or missing authentication token.'

/** As its services make them. */
const token = (uid, { roles = ['user'], seconds = 3600 } = {}) =>
  sign({ profile: JSON.stringify({ uid, name: uid, roles }), aud: 'mydomain.com', iss: 'api.mydomain.com', exp: expiry(seconds) }, SECRET)

/** A client that keeps what it gets, in the order of its coming. */
class Client {
  constructor(use, { base = first, path = '/push', headers, ...options } = {}) {
    this.frames = []
    this.pings = 0
    this.socket = new WebSocket(base.replace(/^http/, 'ws') + path, { headers, ...options })
    this.socket.on('message', (data, isBinary) => this.frames.push(isBinary ? data : data.toString()))
    this.socket.on('ping', () => this.pings++)
    this.socket.on('unexpected-response', (_, answer) => (this.status = answer.statusCode))
    this.socket.on('error', (e) => (this.error = e))
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }))
    this.opened = new Promise((open) => this.socket.on('open', open))
    use(() => this.socket.terminate())
  }

  async text() {
    await until(
      () => {
        if (this.frames.length === 0 && this.closed) throw new Error(`closed before the frame came: ${JSON.stringify(this.closed)}`)
        return this.frames.length > 0
      },
      'a frame',
    )
    return this.frames.shift()
  }

  async json() {
    return JSON.parse(await this.text())
  }

  async expect(...messages) {
    for (const message of messages) assert.deepEqual(await this.json(), message)
  }

  async ask(message) {
    await this.opened
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message))
  }

  async expectClosed(code, reason) {
    await until(() => this.closed, () => `the close; there are: ${this.frames}`)
    assert.deepEqual([this.closed.code, this.closed.reason], [code, reason ?? this.closed.reason])
  }
}

const subscribed = (id, ...data) => ({ id, type: 'SUBSCRIBED', success: true, data })

/** In, by its header. */
async function enter(use, uid, { roles, seconds, ...options } = {}) {
  const client = new Client(use, { headers: { authorization: `jwt ${token(uid, { roles, seconds })}` }, ...options })
  await client.expect(subscribed(0, uid))
  return client
}

const post = (channel, by, body, headers = {}) =>
  fetch(`${first}/push/${encodeURIComponent(channel)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(by && { authorization: `jwt ${by}` }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

await check('acceleratxr_14_publish_reachesARawSocketAfterLogin_verbatim', async (use) => {
  const uid = fresh('uid')
  const redis = await redisClient(use)
  const client = new Client(use)
  await client.ask({ id: 1, type: 'LOGIN', data: token(uid) })
  await client.expect({ id: 1, type: 'LOGIN_RESPONSE', success: true }, subscribed(0, uid))
  const messages = [
    '{"type":"User","action":"update","data":{"b":1.10,"a":"Grüße 😀","n":null}}',
    '[1,"two",{"three":3}]',
    `{"type":"Long","action":"create","data":"${'x'.repeat(70_000)}"}`,
  ]
  for (const message of messages) await redis.publish(uid, message)
  for (const message of messages) assert.equal(await client.text(), message)

  const headers = { authorization: `Bearer ${nativeToken(axrTenant, { sub: uid })}`, accept: 'application/json' }
  // A page has what its gateway has read, and the messages came from the other one.
  const deliveries = await until(async () => {
    const page = await (await fetch(`${second}/v1/events?user=me&from=earliest`, { headers })).json()
    return page.deliveries.length >= messages.length && page.deliveries
  }, 'all of it at the second gateway')
  assert.deepEqual(deliveries.map(({ data: { namespace, name, payload } }) => [namespace, name, JSON.stringify(payload)]), messages.map((message) => ['acceleratxr', 'push', JSON.stringify(JSON.parse(message))]))
})

await check('acceleratxr_14_publish_reachesEachSocketOfTheUser_onEveryGateway_once', async (use) => {
  const [ann, bob] = [fresh('ann'), fresh('bob')]
  const redis = await redisClient(use)
  const hers = [await enter(use, ann), await enter(use, ann), await enter(use, ann, { base: second })]
  const his = await enter(use, bob, { base: second })
  await redis.publish(ann, '{"type":"Order","action":"create","data":1}')
  await redis.publish(bob, '{"type":"Order","action":"delete","data":2}')
  await redis.publish(ann, '{"type":"Order","action":"update","data":3}')
  for (const client of hers) {
    await client.expect({ type: 'Order', action: 'create', data: 1 }, { type: 'Order', action: 'update', data: 3 })
  }
  await his.expect({ type: 'Order', action: 'delete', data: 2 })
  await redis.publish(ann, '{"last":1}')
  await redis.publish(bob, '{"last":2}')
  for (const client of hers) await client.expect({ last: 1 })
  await his.expect({ last: 2 })
})

await check('acceleratxr_14_publish_garbageIsSkipped', async (use) => {
  const uid = fresh('uid')
  const redis = await redisClient(use)
  const client = await enter(use, uid)
  for (const bad of ['no json', '{"type":', Buffer.from([0xff, 0xfe, 0]), '{"a":1,"a":2}']) await redis.publish(uid, bad)
  await redis.publish(uid, '{"good":true}')
  await client.expect({ good: true })
})

await check('acceleratxr_14_login_byEachFormAndPlace', async (use) => {
  const uid = fresh('uid')
  const places = [
    { headers: { authorization: `Bearer ${token(uid)}` } },
    { headers: { cookie: `a=b; jwt=${token(uid)}` } },
    { path: `/push?jwt_token=${token(uid)}` },
    { path: `/push/?token=${token(uid)}` },
    { path: `/push/connect?jwt_token=${token(uid)}` },
    { headers: { authorization: `Bearer ${nativeToken(axrTenant, { sub: uid })}` } },
  ]
  for (const place of places) await new Client(use, place).expect(subscribed(0, uid))
})

await check('acceleratxr_14_login_refusalIsTold_andClosed', async (use) => {
  const refused = { type: 'LOGIN_RESPONSE', success: false, data: UNAUTHENTICATED }
  for (const data of ['no token', token('ann', { seconds: -10 }), nativeToken('another'), undefined, 7]) {
    const client = new Client(use)
    await client.ask({ id: 'x', type: 'LOGIN', data })
    await client.expect({ id: 'x', ...refused })
    await client.expectClosed(1002, UNAUTHENTICATED)
  }
  for (const first of ['no json', '[]', '{"id":1,"type":"SUBSCRIBE","data":"x"}', Buffer.from([1, 2, 3])]) {
    const client = new Client(use)
    await client.ask(first)
    await client.expectClosed(1002, 'Invalid message or request.')
  }
})

await check('acceleratxr_14_login_badTokenOfTheHandshake_isNone', async (use) => {
  const uid = fresh('uid')
  for (const bad of ['no-token', token(uid, { seconds: -10 })]) {
    const client = new Client(use, { headers: { cookie: `jwt=${bad}` } })
    await client.ask({ id: 1, type: 'LOGIN', data: token(uid) })
    await client.expect({ id: 1, type: 'LOGIN_RESPONSE', success: true }, subscribed(0, uid))
  }
})

await check('acceleratxr_14_login_pagesOfOtherOrigins_mayNot', async (use) => {
  const headers = { cookie: `jwt=${token('ann')}` }
  const stranger = new Client(use, { headers, origin: 'https://evil.example' })
  assert.ok([403, 426].includes(await until(() => stranger.status, 'an answer')))
  assert.equal((await post('ann', undefined, {}, { ...headers, origin: 'https://evil.example' })).status, 403)
  await new Client(use, { headers, origin }).expect(subscribed(0, 'ann'))
})

await check('acceleratxr_14_login_cookiesOfOtherOrigins_countOnlyIfThatWasSaid', async (use) => {
  // Of this machine, too: Micronaut itself refuses posts of other ones' pages to an address such as 127.0.0.1.
  const [uid, theirs] = [fresh('uid'), 'http://localhost:9']
  const headers = { cookie: `jwt=${token(uid, { roles: ['admin'] })}` }
  const stranger = new Client(use, { base: open, headers, origin: theirs })
  await stranger.ask({ id: 1, type: 'SUBSCRIBE', data: 'x' })
  await stranger.expectClosed(1002, 'Invalid message or request.')
  const posted = (origin) => fetch(`${open}/push/${uid}`, { method: 'POST', headers: { ...headers, origin } })
  assert.equal((await posted(theirs)).status, 401)
  assert.equal((await posted(open)).status, 204)
  await new Client(use, { base: open, headers, origin: open }).expect(subscribed(0, uid))
  await new Client(use, { base: open, path: `/push?jwt_token=${token(uid)}`, origin: theirs }).expect(subscribed(0, uid))

  const socketIo = async (page) => {
    const socket = new Client(use, { base: open, path: '/socket.io/?EIO=4&transport=websocket', headers, origin: page })
    await socket.text()
    await socket.ask('40/axr,')
    return (await socket.text()).slice(0, 2)
  }
  assert.deepEqual([await socketIo(theirs), await socketIo(open)], ['44', '40'])
  const polling = async (page) => {
    const at = `${open}/socket.io/?EIO=4&transport=polling`
    const { sid } = JSON.parse((await (await fetch(at, { headers: { ...headers, origin: page } })).text()).slice(1))
    await fetch(`${at}&sid=${sid}`, { method: 'POST', body: '40/axr,' })
    return (await (await fetch(`${at}&sid=${sid}`)).text()).slice(0, 2)
  }
  assert.deepEqual([await polling(theirs), await polling(open)], ['44', '40'])
})

await check('acceleratxr_14_subscribe_isForTrustedRoles_othersHaveTheirOwn', async (use) => {
  const [uid, channel, room] = [fresh('uid'), fresh('other'), fresh('room')]
  const redis = await redisClient(use)
  const client = await enter(use, uid)
  const admin = await enter(use, fresh('admin'), { roles: ['admin'], base: second })
  const listener = await enter(use, fresh('listener'), { roles: ['stream-listener'] })
  await client.ask({ id: 1, type: 'SUBSCRIBE', data: channel })
  await client.ask({ id: 2, type: 'SUBSCRIBE', data: [uid, channel, room, ''] })
  await client.expect(subscribed(1), subscribed(2, uid))
  await admin.ask({ id: 3, type: 'SUBSCRIBE', data: [channel, room, channel, 'socket.io#/axr#x#', '__keyspace@0__:a', 'x'.repeat(300)] })
  await admin.expect(subscribed(3, channel, room))
  await listener.ask({ id: 4, type: 'SUBSCRIBE', data: [channel, room] })
  await listener.expect(subscribed(4, room))
  await redis.publish(channel, '{"n":1}')
  await admin.expect({ n: 1 }) // a channel has an order, several have none
  await redis.publish(room, '{"n":2}')
  await redis.publish(uid, '{"n":3}')
  await client.expect({ n: 3 })
  await admin.expect({ n: 2 })
  await listener.expect({ n: 2 })
  const witness = await enter(use, fresh('witness'), { roles: ['admin'], base: second })
  await witness.ask({ id: 6, type: 'SUBSCRIBE', data: [channel, room] })
  await witness.expect(subscribed(6, channel, room))
  await admin.ask({ id: 5, type: 'UNSUBSCRIBE', data: channel })
  await admin.expect({ id: 5, type: 'UNSUBSCRIBED', success: true, data: [channel] })
  await redis.publish(channel, '{"n":4}')
  await witness.expect({ n: 4 })
  await redis.publish(room, '{"n":5}')
  await witness.expect({ n: 5 })
  await admin.expect({ n: 5 })
})

await check('acceleratxr_14_subscribe_whoHasLeftAllChannels_hearsNothing_andMayComeBack', async (use) => {
  const uid = fresh('uid')
  const redis = await redisClient(use)
  const [client, other] = [await enter(use, uid), await enter(use, uid)]
  await client.ask({ id: 1, type: 'UNSUBSCRIBE', data: [uid] })
  await client.expect({ id: 1, type: 'UNSUBSCRIBED', success: true, data: [uid] })
  await redis.publish(uid, '{"n":1}')
  await other.expect({ n: 1 })
  await client.ask({ id: 2, type: 'SUBSCRIBE', data: uid })
  await client.expect(subscribed(2, uid))
  await redis.publish(uid, '{"n":2}')
  await client.expect({ n: 2 })
})

await check('acceleratxr_14_caps_socketsAndSubscriptionsOfAUser', async (use) => {
  const uid = fresh('uid')
  const clients = []
  for (let i = 0; i < 10; i++) clients.push(await enter(use, uid, { roles: ['admin'] }))
  const headers = { authorization: `jwt ${token(uid)}` }
  await new Client(use, { headers }).expectClosed(1008, 'Too many concurrent connections.')
  await enter(use, fresh('other'))
  const names = Array.from({ length: 60 }, (_, i) => `${uid}-${i}`)
  await clients[0].ask({ id: 0, type: 'SUBSCRIBE', data: names })
  await clients[0].expect({ id: 0, type: 'ERROR', success: false, data: 'data must have at most 50 channels' })
  await clients[0].ask({ id: 1, type: 'SUBSCRIBE', data: names.slice(0, 50) })
  await clients[0].expect(subscribed(1, ...names.slice(0, 49)))
  await clients[1].ask({ id: 2, type: 'SUBSCRIBE', data: [names[59], names[0]] })
  await clients[1].expect(subscribed(2, names[0]))
  clients[0].socket.close()
  await until(() => clients[0].closed, 'the close')
  await until(async () => {
    const again = new Client(use, { headers })
    await until(() => again.closed || again.frames.length > 0, 'an answer')
    return again.frames.length > 0
  }, 'room again')
})

await check('acceleratxr_14_nonsense_isAnswered_andGoesOn', async (use) => {
  const uid = fresh('uid')
  const redis = await redisClient(use)
  const client = await enter(use, uid)
  const unknown = 'type must be SUBSCRIBE or UNSUBSCRIBE'
  const nonsense = ['no json', '[]', '7', { id: 3, type: 'NO_SUCH' }, { id: 4 }, { id: 5, type: 'SUBSCRIBE' }, { id: 6, type: 'UNSUBSCRIBE', data: [7] }, Buffer.from([1])]
  for (const message of nonsense) await client.ask(message)
  const error = (id, data) => ({ id, type: 'ERROR', success: false, data })
  const wrongData = 'data must be a channel or a list of channels'
  await client.expect(error(0, unknown), error(0, unknown), error(0, unknown), error(3, unknown), error(4, unknown), error(5, wrongData), error(6, wrongData), error(0, 'a message must be a text'))
  client.socket.ping('still there?')
  for (let i = 0; i < 5000; i++) client.socket.send('x')
  for (let i = 0; i < 5000; i++) await client.expect(error(0, unknown))
  await redis.publish(uid, '{"n":1}')
  await client.expect({ n: 1 })
})

await check('acceleratxr_14_nonsense_thatBreaksTheRules_isClosedWithTheRightCode', async (use) => {
  const large = await enter(use, fresh('uid'))
  await large.ask(`"${'x'.repeat(70_000)}"`)
  await large.expectClosed(1009)
  const fragmented = await enter(use, fresh('uid'))
  for (let i = 0; i < 3; i++) fragmented.socket.send('x'.repeat(30_000), { fin: false })
  await fragmented.expectClosed(1009)
  const noText = await enter(use, fresh('uid'))
  noText.socket.send(Buffer.from([0x22, 0xc3, 0x28, 0x22]), { binary: false })
  await noText.expectClosed(1007)
  const unmasked = await enter(use, fresh('uid'))
  unmasked.socket._socket.write(Buffer.from([0x81, 0x01, 0x78]))
  await unmasked.expectClosed(1002)
})

await check('acceleratxr_14_post_reachesTheSocket_whenTheRoleAllowsIt', async (use) => {
  const uid = fresh('uid')
  const redis = await redisClient(use)
  const onRedis = []
  const client = await enter(use, uid, { base: second })
  const beside = await redisClient(use)
  await beside.subscribe(uid, (message) => onRedis.push(message))
  const admin = token('admin', { roles: ['admin'] })
  const accepted = await post(uid, admin, { message: 'hello' })
  assert.deepEqual([accepted.status, await accepted.text()], [204, ''])
  await client.expect({ type: 'MESSAGE', channel: uid, data: { message: 'hello' } })
  await until(() => onRedis.length > 0, 'what other servers hear')
  assert.equal(onRedis[0], `{"type":"MESSAGE","channel":"${uid}","data":{"message":"hello"}}`)
  const empty = await fetch(`${first}/push/${uid}?jwt_token=${admin}`, { method: 'POST' })
  assert.equal(empty.status, 204)
  await client.expect({ type: 'MESSAGE', channel: uid })
  await redis.publish(uid, '{"last":1}')
  await client.expect({ last: 1 })

  const refusal = async (answer) => [answer.status, (await answer.json()).code]
  assert.deepEqual(await refusal(await post(uid, undefined, {})), [401, 'api-101'])
  assert.deepEqual(await refusal(await post(uid, 'no-token', {})), [401, 'api-101'])
  assert.deepEqual(await refusal(await post(uid, token(uid), {})), [403, 'api-102'])
  assert.deepEqual(await refusal(await post(uid, admin, 'no json')), [400, 'api-003'])
  assert.deepEqual(await refusal(await post('socket.io#/axr#', admin, {})), [400, 'api-003'])
  assert.deepEqual(await refusal(await post('x'.repeat(300), admin, {})), [400, 'api-003'])
  assert.deepEqual(await refusal(await fetch(`${first}/push`)), [426, 'api-003'])
})

await check('acceleratxr_14_post_ofPagesOfNamedOrigins', async () => {
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' }
  const cors = ({ status, headers }) => [status, ...['origin', 'headers', 'credentials'].map((name) => headers.get(`access-control-allow-${name}`))]
  const preflight = (page) => fetch(`${first}/push/ann`, { method: 'OPTIONS', headers: { ...asked, origin: page } })
  assert.deepEqual(cors(await preflight(origin)), [204, origin, 'authorization,content-type', 'true'])
  assert.equal(cors(await preflight('https://evil.example'))[1], null)
  const admin = token('admin', { roles: ['admin'] })
  assert.deepEqual(cors(await post('ann', admin, {}, { origin })), [204, origin, null, 'true'])
  assert.deepEqual(cors(await post('ann', 'no-token', {}, { origin })), [401, origin, null, 'true'])
})

await check('acceleratxr_14_others_areRendered', async (use) => {
  const uid = fresh('uid')
  const redis = await redisClient(use)
  const client = await enter(use, uid)
  const witness = await enter(use, fresh('witness'), { roles: ['admin'] })
  await witness.ask({ id: 1, type: 'SUBSCRIBE', data: ['allusers', uid] })
  await witness.expect(subscribed(1, 'allusers', uid))
  await publish(axrTenant, { name: 'ordered', payload: { n: 1 }, to: `user/${uid}` })
  for (const each of [client, witness]) await each.expect({ type: 'shop:ordered', data: { n: 1 } })
  const emitter = emitters['5.1.0'](redis).of('/axr')
  emitter.to('allusers').emit('Broadcast', 0)
  await witness.expect({ type: 'Broadcast', data: 0 })
  emitter.to(uid).emit('Notice', { n: 2 })
  await client.expect({ type: 'Notice', data: { n: 2 } })
  emitters['5.1.0'](redis).of('/other').to(uid).emit('Foreign', 0)
  emitter.to(uid).emit('Several', 1, 2)
  await client.expect({ type: 'Several', data: [1, 2] })
})

// What takes its time, together.
await Promise.all([
  check('acceleratxr_14_login_isNotWaitedForLong', async (use) => {
    const began = Date.now()
    const client = new Client(use)
    await client.expectClosed(1002, UNAUTHENTICATED)
    assert.ok(Date.now() - began >= 1900, 'it had two seconds')
    assert.equal(client.frames.length, 0)
  }),
  check('acceleratxr_14_silence_isPinged', async (use) => {
    const client = await enter(use, fresh('uid'))
    await until(() => client.pings >= 2, 'two pings')
    assert.equal(client.frames.length, 0)
  }),
  check('acceleratxr_14_expiry_closesTheSocket', async (use) => {
    const client = await enter(use, fresh('uid'), { seconds: 5 })
    await client.expectClosed(1008, 'token-expired')
  }),
])

done()
