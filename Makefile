# What a developer does here. `make` alone lists it.

MVN := ./mvnw -B
JARS := launcher/target/launcher.jar auth-facade/target/auth-facade.jar user-service/target/user-service.jar keycloak/target/helpdesk-keycloak-provider.jar
# Stands for the jars, whose own time is a fixed one (reproducible builds).
BUILT := target/built
# Folders too: their time changes when a file goes away.
SOURCES := $(wildcard pom.xml */pom.xml) $(shell find */src/main 2>/dev/null)
ifneq ($(words $(wildcard $(JARS))),$(words $(JARS)))
.PHONY: $(BUILT)
endif
COMPOSE := docker-compose -f docker-compose.services.yml
LAUNCHER = @test -e launcher/target/launcher.jar || { echo "Nothing is built yet: 'make start' first." >&2; exit 1; }; java=$$(./mvnw --java-home)/bin/java && exec "$$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar launcher/target/launcher.jar

.PHONY: help install start stop status logs reset test test-integration bench format up down

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

install: $(BUILT) ## Build everything without tests

start: $(BUILT) ## Start the whole system on this machine: databases, Keycloak, mail catcher, both services
	$(LAUNCHER) start

stop: ## Stop it; its data stays
	$(LAUNCHER) stop

status: ## Show how each part is doing
	$(LAUNCHER) status

logs: ## Follow the logs of all parts
	$(LAUNCHER) logs

reset: ## Stop it and delete its data, secrets and logs
	$(LAUNCHER) reset

test: ## Run all tests, on a system of their own
	$(MVN) verify

test-integration: ## Check the running system from outside
	@java=$$(./mvnw --java-home)/bin/java && exec "$$java" scripts/TestIntegration.java

bench: $(BUILT) ## Measure how fast revocations arrive, on a system of its own (about 15 minutes; PART=logout for one part)
	@$(MVN) -q -ntp process-test-classes -Pbench -Dspotless.check.skip=true -pl system-tests -am
	@java=$$(./mvnw --java-home)/bin/java && exec "$$java" -cp "system-tests/target/test-classes:$$(cat system-tests/target/bench.classpath)" \
		dev.helpdesk.systemtests.bench.Main $(PART)

format: ## Format all sources
	$(MVN) -q spotless:apply

up: $(BUILT) ## Start the system in containers (needs Docker and a .env file)
	$(COMPOSE) up -d --build

down: ## Stop the containers; their data stays
	$(COMPOSE) down

$(BUILT): $(SOURCES)
	@./mvnw --java-home > /dev/null
	@echo "Building (the first time Maven fetches what it needs, which takes minutes) ..."
	@$(MVN) -q -ntp package -Dmaven.test.skip=true -Dspotless.check.skip=true -pl keycloak,launcher,auth-facade,user-service -am
	@mkdir -p target && touch $(BUILT)
