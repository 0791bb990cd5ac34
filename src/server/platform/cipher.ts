import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'

/**
 * Keeps personal data unreadable in the database: AES-256-GCM for the value, HMAC-SHA-256 as blind index for look-ups.
 * The place ("members.member.phone 42") is authenticated with the value, so that a value moved to another row fails.
 */
export class Cipher {
  // Key objects are made once: preparing a raw key costs several times the hash itself.
  readonly #keys: { encryption: KeyObject; index: KeyObject; auth: KeyObject }

  constructor(keys: { encryption: Buffer; index: Buffer; auth: Buffer }) {
    this.#keys = {
      encryption: createSecretKey(keys.encryption),
      index: createSecretKey(keys.index),
      auth: createSecretKey(keys.auth),
    }
  }

  /** The secret that signs staff sessions. */
  get authSecret(): string {
    return this.#keys.auth.export().toString('base64')
  }

  /** @returns version (1 byte) ‖ nonce (12) ‖ tag (16) ‖ ciphertext */
  encrypt(plain: string, place: string): Buffer {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#keys.encryption, nonce).setAAD(Buffer.from(place))
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), sealed])
  }

  /** @throws when the value was changed or belongs to another place */
  decrypt(sealed: Buffer, place: string): string {
    if (sealed[0] !== 1) throw new Error('an encrypted value of an unknown version')
    const decipher = createDecipheriv('aes-256-gcm', this.#keys.encryption, sealed.subarray(1, 13))
    decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(13, 29))
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
  }

  /** A one-way, keyed fingerprint of a value: equal values of one kind have equal indexes. */
  blindIndex(kind: string, value: string): Buffer {
    return createHmac('sha256', this.#keys.index).update(`${kind}\0${value}`).digest()
  }
}
