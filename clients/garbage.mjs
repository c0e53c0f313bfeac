// Point 35: what nobody should publish in Redis. Not run against Node: what it cannot decode ends its process.
import { connect, events } from './lib/clients.mjs'
import { assert, check, done } from './lib/check.mjs'
import { emitters, redisClient } from './lib/redis.mjs'
import { axrTenant, fresh, redisKey } from './lib/environment.mjs'

await check('socketIo_35_malformedMessages_areIgnored', async (use) => {
  const sub = fresh('user')
  const socket = await connect(use, axrTenant, { namespace: '/axr', sub })
  const redis = await redisClient(use)
  const channel = `${redisKey}#/axr#`
  const request = `${redisKey}-request#/axr#`
  const good = '93a7656d697474657283a47479706502a46461746192a36d736781a16101a36e7370a42f61787282a5726f6f6d7390a5666c61677380'
  const wrong = [
    '', 'c1', '93', '93a7', good.slice(0, 60), `${good}ff`, '00', 'dd7fffffff', 'df7fffffff', 'c6ffffffff', '92a16180', '93c0c0c0',
    good.replace('a42f617872', 'a42f617879'), // says that it is for /axy
    '91'.repeat(100_000), // deep
    Buffer.from('{"type":2').toString('hex'), // text where MessagePack is due
  ]
  for (const hex of wrong) {
    const bytes = Buffer.from(hex, 'hex')
    for (const where of [channel, `${channel}allusers#`, request]) await redis.publish(where, bytes)
  }
  for (const text of ['{', '[]', 'null', '{"type":99}', '{"type":2}', '{"type":4,"opts":7}', '{"type":6}', '{"type":2,"opts":{"rooms":{}},"rooms":1}']) {
    await redis.publish(request, text)
  }
  for (let i = 0; i < 200; i++) {
    const bytes = Buffer.from(Array.from({ length: 1 + Math.floor(Math.random() * 200) }, () => Math.floor(Math.random() * 256)))
    await redis.publish(channel, bytes)
  }
  await redis.publish(channel, Buffer.alloc(20_000_000, 0x91))
  emitters['5.1.0'](redis).of('/axr').to(sub).emit('end')
  await events(socket, 'end', 1, 20_000)
  assert.ok(socket.connected)
  assert.equal(socket.reason, undefined)
})

done()
