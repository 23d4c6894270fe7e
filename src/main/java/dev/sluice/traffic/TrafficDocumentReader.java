package dev.sluice.traffic;

import dev.sluice.validation.TypeFieldReader;

final class TrafficDocumentReader extends TypeFieldReader<TrafficDocument> {

    TrafficDocumentReader() {
        super(TrafficRouterTypes::documentOf);
    }
}
