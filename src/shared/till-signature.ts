/** One request as a till sends it. `path` carries the query, `body` is the text as sent, or '' without one. */
export type TillRequest = { method: string; path: string; body: string; time: string; nonce: string }

/** A till's key as shown when it was made. The secret is used as text: its characters are the bytes of the HMAC key. */
export type TillKey = { keyId: string; secret: string }

/** The two digests that a signature needs. They are passed in, because servers and browsers have them elsewhere. */
export interface TillDigests {
  sha256Hex(text: string): string
  hmacSha256Hex(secret: string, text: string): string
}

/** What a till signs: five lines. A change to any part of the request gives another text. */
export function tillSignatureText(request: TillRequest, digests: TillDigests): string {
  const { method, path, time, nonce, body } = request
  return [method.toUpperCase(), path, time, nonce, digests.sha256Hex(body)].join('\n')
}

/** The four headers that prove a request to come from a till. `time` is RFC 3339 or milliseconds since 1970. */
export function signTillRequest(request: TillRequest, key: TillKey, digests: TillDigests) {
  return {
    'regulars-till': key.keyId,
    'regulars-time': request.time,
    'regulars-nonce': request.nonce,
    'regulars-signature': digests.hmacSha256Hex(key.secret, tillSignatureText(request, digests)),
  }
}
