package dev.helpdesk.auth.stats;

record StatsResponse(boolean success, AuthStats stats) {}
