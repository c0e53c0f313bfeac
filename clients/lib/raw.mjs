// Engine.IO by hand: what no client library would send.
import { WebSocket } from 'ws'
import { path, url } from './environment.mjs'
import { elapse, until, within } from './check.mjs'

const SEPARATOR = '\x1e'

/** A base that ends with a slash is the whole path. */
export const address = (query, base = url) => `${base}${base.endsWith('/') ? '' : path}?${new URLSearchParams(query)}`

/** One request; never follows, never retries. */
export async function request(method, query, { body, headers, base = url, signal } = {}) {
  const answer = await within(fetch(address(query, base), { method, body, headers, signal }), `${method} ${JSON.stringify(query)}`)
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) }
}

/** A session over polling. */
export class Polling {
  static async open({ eio = 4, query = {}, headers, base } = {}) {
    const polling = new Polling()
    polling.base = base
    polling.query = { EIO: eio, transport: 'polling', ...query }
    const answer = await request('GET', polling.query, { headers, base })
    if (answer.status !== 200) throw new Error(`handshake: ${answer.status} ${answer.text}`)
    polling.headers = answer.headers
    polling.text = answer.text
    polling.handshake = JSON.parse(answer.text.slice(answer.text.indexOf('{'), answer.text.lastIndexOf('}') + 1))
    polling.query.sid = polling.handshake.sid
    return polling
  }

  get sid() {
    return this.handshake.sid
  }

  get(options) {
    return request('GET', this.query, { base: this.base, ...options })
  }

  post(...packets) {
    return this.postBody(packets.join(SEPARATOR))
  }

  postBody(body, options) {
    const headers = { 'content-type': 'text/plain;charset=UTF-8' }
    return request('POST', this.query, { body, headers, base: this.base, ...options })
  }

  /** Polls until a packet comes that is no ping; answers pings. Gives all packets of that poll. */
  async packets() {
    for (;;) {
      const answer = await this.get()
      if (answer.status !== 200) throw new Error(`poll: ${answer.status} ${answer.text}`)
      const packets = answer.text.split(SEPARATOR)
      if (packets.includes('2')) await this.post('3')
      const others = packets.filter((packet) => packet !== '2')
      if (others.length > 0) return others
    }
  }

  /** Whether the server still knows the session; looks without polling. */
  async isGone() {
    const answer = await this.postBody('3')
    return answer.status === 400
  }

  /** Polls, goes away, and tells whether that ended the session. It does not where the poll had not come to the server yet. */
  async endsWithItsPoll() {
    const abort = new AbortController()
    const poll = this.get({ signal: abort.signal }).catch(() => {})
    await elapse(50)
    abort.abort()
    await poll
    return until(() => this.isGone(), 'the end of the session', 4000).catch(() => false)
  }

  /** CONNECT; gives the answer. */
  async enter(namespace, auth) {
    await this.post(`40${namespace},${JSON.stringify(auth)}`)
    return (await this.packets()).join(SEPARATOR)
  }

  async close() {
    await this.post('1')
  }
}

/** A WebSocket that keeps what it gets. Answers pings unless told otherwise. */
export class RawSocket {
  constructor(query, { headers, base = url, pong = '3' } = {}) {
    this.frames = []
    this.isClosed = false
    this.socket = new WebSocket(address({ EIO: 4, transport: 'websocket', ...query }, base).replace(/^http/, 'ws'), { headers })
    this.socket.on('message', (data, isBinary) => {
      if (!isBinary && data.toString() === '2' && pong) this.send(pong)
      this.frames.push(isBinary ? data : data.toString())
    })
    this.socket.on('error', (e) => (this.error = e))
    this.socket.on('close', (code) => {
      this.isClosed = true
      this.code = code
    })
  }

  /** Open, with the open packet read. */
  static async open(options = {}) {
    const socket = new RawSocket(options.query ?? {}, options)
    const open = await socket.next((frame) => frame.startsWith?.('0'))
    socket.handshake = JSON.parse(open.slice(1))
    return socket
  }

  send(...frames) {
    frames.forEach((frame) => this.socket.send(frame))
  }

  /** The first frame that fits, of those that have come or will come; takes it out. */
  async next(fits = (frame) => frame !== '2', patience) {
    const index = await until(
      () => {
        const found = this.frames.findIndex(fits)
        if (found < 0 && this.isClosed) throw new Error(`closed (${this.code} ${this.error ?? ''}) before the frame came: ${this.frames}`)
        return found + 1
      },
      () => `a frame; there are: ${this.frames.map(String)}`,
      patience,
    )
    return this.frames.splice(index - 1, 1)[0]
  }

  async enter(namespace, auth) {
    this.send(`40${namespace},${JSON.stringify(auth)}`)
    return this.next((frame) => frame.startsWith?.(`40${namespace},`) || frame.startsWith?.(`44${namespace},`))
  }

  closed(patience) {
    const closed = () => {
      if (this.error?.code === 'ECONNREFUSED') throw this.error // nobody is there to refuse
      return this.isClosed
    }
    return until(closed, () => `the close; there are: ${this.frames.map(String)}`, patience)
  }

  close() {
    this.socket.terminate()
  }
}
