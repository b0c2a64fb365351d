// Where the outbox is kept: IndexedDB, or memory when the browser refuses it.

/** @import { Item } from "./types.js" */
/** @import { Change } from "./queue.js" */

const DATABASE = "hearsay-outbox";
const ITEMS = "items";
const PATIENCE_MS = 3000;

/**
 * @typedef {object} Store
 * @property {boolean} isDurable
 * @property {(decide: (items: Item[]) => Change) => Promise<any>} change
 *   reads the queue, writes what `decide` says, in one transaction; gives back its result
 */

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ITEMS, { keyPath: ["queue", "order"] });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("The outbox is open in an older page."));
  });
}

/** @param {IDBDatabase} database @param {string} queue @returns {Store} */
function kept(database, queue) {
  const range = IDBKeyRange.bound([queue, 0], [queue, Infinity]);
  database.onversionchange = () => database.close();
  return {
    isDurable: true,
    change: (decide) =>
      new Promise((resolve, reject) => {
        // A closed connection throws here, which rejects the promise.
        const transaction = database.transaction(ITEMS, "readwrite");
        const items = transaction.objectStore(ITEMS);
        let result;
        const request = items.getAll(range);
        request.onsuccess = () => {
          const change = decide(request.result);
          for (const item of change.remove ?? []) items.delete([item.queue, item.order]);
          for (const item of change.write ?? []) items.put(item);
          result = change.result;
          // Said aloud, so that the write also completes when the page is being left.
          transaction.commit?.();
        };
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = () => reject(transaction.error);
      }),
  };
}

/** @returns {Store} */
export function memoryStore() {
  /** @type {Map<number, Item>} */
  const items = new Map();
  return {
    isDurable: false,
    change: async (decide) => {
      const change = decide([...items.values()].sort((one, other) => one.order - other.order));
      for (const item of change.remove ?? []) items.delete(item.order);
      for (const item of change.write ?? []) items.set(item.order, item);
      return change.result;
    },
  };
}

/** @param {number} ms @returns {Promise<never>} */
function tooLate(ms) {
  return new Promise((_, reject) => setTimeout(reject, ms, new Error("The outbox does not open.")));
}

/**
 * A store that goes on in memory when the disk fails; what the disk already holds goes out at the
 * next visit.
 * @param {string} queue campaign and annotator
 * @returns {Promise<Store>}
 */
export async function openStore(queue) {
  /** @type {Store} */
  let store;
  try {
    store = kept(await Promise.race([open(), tooLate(PATIENCE_MS)]), queue);
  } catch {
    store = memoryStore();
  }
  return {
    get isDurable() {
      return store.isDurable;
    },
    async change(decide) {
      try {
        return await store.change(decide);
      } catch (error) {
        if (!store.isDurable) throw error;
        store = memoryStore();
        return store.change(decide);
      }
    },
  };
}
