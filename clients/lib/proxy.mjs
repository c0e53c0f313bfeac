// What lies between clients and gateways: connections that break, go silent, or are spread.
import { createServer, request } from 'node:http'
import { createServer as createTcpServer, connect } from 'node:net'

const listen = (server) => new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)))
const urlOf = (server) => `http://127.0.0.1:${server.address().port}`

/** Forwards bytes to a gateway, which may be changed; can cut or silence what is open. */
export async function wire(use, target) {
  const open = new Set()
  const proxy = { target, cut, silence }
  const server = await listen(
    createTcpServer((client) => {
      const { hostname, port } = new URL(proxy.target)
      const upstream = connect(port, hostname)
      const pair = [client, upstream]
      open.add(pair)
      pair.forEach((end) => end.on('error', () => {}).on('close', () => {
        open.delete(pair)
        if (!pair.silent) pair.forEach((other) => other.destroy())
      }))
      client.pipe(upstream).pipe(client)
    }),
  )
  function cut() {
    open.forEach((pair) => pair.forEach((end) => end.destroy()))
  }
  /** The client is cut off, but the gateway is not told: for it the connection stays open. */
  function silence() {
    open.forEach((pair) => {
      pair.silent = true
      pair[0].unpipe().destroy()
      pair[1].unpipe().resume()
    })
  }
  use(() => {
    cut()
    server.close()
  })
  return Object.assign(proxy, { url: urlOf(server), connections: () => open.size })
}

/** A load balancer that knows nothing: each request goes to the next gateway. */
export async function roundRobin(use, targets) {
  let turn = 0
  const next = () => new URL(targets[turn++ % targets.length])
  const options = (incoming) => {
    const { hostname, port } = next()
    return { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers }
  }
  const server = await listen(
    createServer((incoming, answer) => {
      const forwarded = request(options(incoming), (from) => {
        answer.writeHead(from.statusCode, from.rawHeaders)
        from.pipe(answer)
      })
      forwarded.on('error', () => answer.destroy())
      answer.on('close', () => forwarded.destroy())
      incoming.pipe(forwarded)
    }),
  )
  server.on('upgrade', (incoming, client, head) => {
    const forwarded = request(options(incoming))
    forwarded.on('error', () => client.destroy())
    forwarded.on('response', () => client.destroy())
    forwarded.on('upgrade', (from, upstream, first) => {
      const lines = from.rawHeaders.map((text, i) => text + (i % 2 ? '\r\n' : ': ')).join('')
      client.write(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\n`)
      client.write(first)
      upstream.write(head)
      upstream.pipe(client).pipe(upstream)
      for (const [one, other] of [[client, upstream], [upstream, client]]) {
        one.on('error', () => {}).on('close', () => other.destroy())
      }
    })
    forwarded.end()
  })
  use(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: urlOf(server) }
}
