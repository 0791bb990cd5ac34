import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet, { type HelmetOptions } from 'helmet'
import type { Config } from './config.ts'
import type { Http } from './http.ts'

/** Answers of the API are no pages: nothing in them may load, run or be framed. */
const nothingLoads = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
}

/**
 * What a page may load: its own scripts, styles and data, and the pictures that are written into it. Styles that antd
 * makes as it runs carry the nonce of the page; nobody else's do.
 */
export function pageHeaders(nonce: string): OutgoingHttpHeaders {
  return headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", `'nonce-${nonce}'`],
        'style-src': ["'self'", `'nonce-${nonce}'`],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
      },
    },
  })
}

/** What helmet writes on an answer. It needs one that is sent nowhere to write it on. */
function headersOf(options: HelmetOptions): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  helmet(options)(request, response, problem => {
    if (problem) throw problem
  })
  return response.getHeaders()
}

/** A year, as browsers want it before they believe it. */
const httpsSeconds = 365 * 24 * 60 * 60

/** Nothing of a device is used by our pages: a script that got in could not either. */
const permissionsPolicy = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map(feature => `${feature}=()`)
  .join(', ')

/**
 * Headers that every answer carries, whatever it is. Whoever serves files that may be kept says so in their own
 * cache-control; everything else is kept nowhere. Helmet is asked once, because all answers carry the same: run for
 * each request, its dozen functions took a third of what an empty request costs, and what they made of it outlived it.
 */
export function secureHeaders(http: Http, { publicUrl }: Pick<Config, 'publicUrl'>): void {
  const isHttps = publicUrl.startsWith('https:')
  const headers = {
    ...headersOf({
      contentSecurityPolicy: nothingLoads,
      // Only where the operator says that the address is reached by HTTPS: a browser believes it for a year.
      strictTransportSecurity: isHttps ? { maxAge: httpsSeconds, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'same-origin' },
      frameguard: { action: 'deny' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      crossOriginEmbedderPolicy: { policy: 'require-corp' },
    }),
    'permissions-policy': permissionsPolicy,
    'cache-control': 'no-store',
  }
  http.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}
