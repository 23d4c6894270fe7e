package dev.sluice.traffic;

import dev.sluice.validation.TypeFieldReader;

final class BindingReader extends TypeFieldReader<Binding> {

    BindingReader() {
        super(TrafficRouterTypes::bindingOf);
    }
}
