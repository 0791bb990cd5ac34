import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { SessionGate } from '../session/session-gate.tsx'
import { AppFrame } from '../ui/app-frame.tsx'
import { Till } from './till.tsx'
import './till.css'

const place = document.getElementById('root')
if (place)
  createRoot(place).render(
    <StrictMode>
      <AppFrame isTouch>
        <SessionGate>
          <Till />
        </SessionGate>
      </AppFrame>
    </StrictMode>,
  )
