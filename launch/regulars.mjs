#!/usr/bin/env node
// `npm start` and `npm run regulars -- <command>`, on a machine that has nothing but some Node.
import { existsSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import { prepare, projectFolder } from './prepare.mjs'

// Pages that are built already can be served without the packages that build them.
await prepare({ needsDevelopment: !existsSync(join(projectFolder, 'dist')) })
// Compiled code is kept between starts, for this process and for those that it starts: loading takes half the time.
process.env.NODE_COMPILE_CACHE ??= join(projectFolder, 'node_modules/.cache/compiled')
module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
const { main } = await import('../src/cli/regulars.ts')
process.exit(await main(process.argv.slice(2)))
