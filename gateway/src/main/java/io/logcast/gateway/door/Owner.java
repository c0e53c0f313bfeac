package io.logcast.gateway.door;

import io.logcast.ledger.Address;
import io.logcast.ledger.NodeKey;

/** The gateway that has a session. */
record Owner(NodeKey key, Address address) {}
