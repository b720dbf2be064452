export { createExamCoder, type ExamCoder, type ExamCoding, type ExamText, type NotCoded } from './coding/exam-coder.ts'
export { DISAGREEMENTS, type Disagreement, type DisagreementCode } from './dicom/disagreement.ts'
export { type FolderHeaders, readFolder } from './dicom/read-folder.ts'
export type { Reading, SeriesReport } from './dicom/series-report.ts'
export { type OrderSource, reportStudies, type StudyReport } from './dicom/study-report.ts'
export { type DicomJson, worklistOf } from './dicom/worklist.ts'
export { DICOM_CHARSETS, type DicomCharset, writeDataset } from './dicom/write-dataset.ts'
export { writeReport } from './dicom/write-report.ts'
export {
  type AnnotateOptions,
  annotateMessage,
  DEFAULT_MAX_MESSAGE,
  DEFAULT_SYSTEM,
  OBX_CHOICES,
  type ObxChoice,
} from './hl7/annotate-message.ts'
export { CHARSETS, type Charset } from './hl7/charset.ts'
export { type Hl7Counts, Hl7Tally } from './hl7/counts.ts'
export { filterStream } from './hl7/filter-stream.ts'
export { type MllpProxy, PROXY_DEFAULTS, type ProxyEvent, type ProxyOptions, startMllpProxy } from './hl7/mllp-proxy.ts'
export type { Annotated, FieldOutcome, Hl7Reason } from './hl7/outcome.ts'
export type { EdgeProblem, Outcome } from './problem.ts'
export { disagreementText, edgeCatalogue, hl7ReasonText } from './texts/catalogue.ts'
