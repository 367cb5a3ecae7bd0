package io.detsguard.http.reference;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation for those who have a token, with the refusals that all of these share. Documents
 * only: that a token is needed is not decided here, but by {@link io.detsguard.http.security}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.CLASS)
@SecurityRequirement(name = ApiReference.TOKEN)
@ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthorized")
@ApiResponse(responseCode = "406", ref = "#/components/responses/NotAcceptable")
@ApiResponse(responseCode = "500", ref = "#/components/responses/Failure")
@ApiResponse(responseCode = "4XX", ref = "#/components/responses/Refusal")
public @interface AdminOperation {}
