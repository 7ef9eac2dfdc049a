/** What the page knows about a trace without reading it. */
export interface TraceFacts {
  id: string;
  label: string;
  /** Pages in existence at its end. */
  pages: number;
  /** Bytes per page; 0 when not known. */
  pageBytes: number;
}
