import { OLD_BROWSERS_SERVED } from './app/old-browsers.ts'
import './app/styles.css'
import { createRoot } from 'react-dom/client'
import { Application } from './app/application.tsx'
import { startLanguage } from './app/language.ts'
import { followNewBuilds } from './app/new-build.ts'

const root = document.getElementById('root')
if (root === null || !OLD_BROWSERS_SERVED) throw new Error('index.html has no place for the application')
followNewBuilds()
const page = createRoot(root)
void startLanguage().then(() => page.render(<Application />))
