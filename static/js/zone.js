/**
 * Tells the server this browser's time zone once, so that times are shown in it. Without this,
 * they are shown in the home country's.
 */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const kept = document.cookie.split("; ").some((cookie) => cookie.startsWith("zone="));

if (zone && !kept) {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
}
